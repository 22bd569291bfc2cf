import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

/** What Next's router does for a push: hook, request for the page, then the new address. */
async function push(path: string, request: string): Promise<void> {
  await kit.page.evaluate(
    async ([to, rsc]) => {
      window.throughline.onRouterTransitionStart(to, 'push');
      const response = await fetch(rsc, { headers: { rsc: '1' } });
      await response.text();
      history.pushState(null, '', to);
    },
    [path, request] as const,
  );
}

test('a soft navigation is a trace of its own that holds its page request and ends when the page settled', async () => {
  await kit.open();
  await kit.untilSpans('page load /');
  await push('/products/3?color=secret', '/api/slow/150?_rsc=1');
  await kit.untilSpans('navigation /products/3', 'GET /api/slow/150');

  const load = kit.span('page load /');
  const navigation = kit.span('navigation /products/3');
  const request = kit.span('GET /api/slow/150');
  expect(navigation.parentSpanId).toBeUndefined();
  expect(navigation.traceId).not.toBe(load.traceId);
  expect(request).toMatchObject({ traceId: navigation.traceId, parentSpanId: navigation.spanId });
  expect(navigation.attributes).toMatchObject({
    'throughline.navigation.type': 'push',
    'url.path': '/products/3',
    'url.full': `${kit.site.origin}/products/3?color=REDACTED`,
  });
  expect(BigInt(navigation.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(request.endTimeUnixNano));
  expect(navigation.attributes['throughline.page.id']).toBe(request.attributes['throughline.page.id']);
  expect(navigation.attributes['throughline.page.id']).not.toBe(load.attributes['throughline.page.id']);
  expect(navigation.attributes['session.id']).toBe(load.attributes['session.id']);
});

test('log lines after a navigation belong to the new page', async () => {
  await kit.open();
  await push('/cart', '/api/echo?_rsc=1');
  await kit.untilSpans('navigation /cart');
  await kit.page.evaluate(() => window.throughline.log.info('in the cart'));
  await kit.site.until(() => kit.site.logs.length === 1);
  const { traceId, spanId } = kit.span('navigation /cart');
  expect(kit.site.logs[0]).toMatchObject({ traceId, spanId, attributes: { 'url.path': '/cart' } });
});

test('a navigation that another one overtakes ends as interrupted', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    window.throughline.onRouterTransitionStart('/slow', 'push');
    void fetch('/api/hang', { headers: { rsc: '1' } });
  });
  await push('/fast', '/api/echo?_rsc=1');
  await kit.untilSpans('navigation /slow', 'navigation /fast');
  expect(kit.span('navigation /slow').attributes['throughline.interrupted']).toBe(true);
  expect(kit.span('navigation /fast').attributes).not.toHaveProperty('throughline.interrupted');
});

test('a navigation to a prefetched page, without any request, ends too', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    window.throughline.onRouterTransitionStart('/prefetched', 'replace');
    history.replaceState(null, '', '/prefetched');
  });
  await kit.untilSpans('navigation /prefetched');
  expect(kit.span('navigation /prefetched').attributes['throughline.navigation.type']).toBe('replace');
});

test('a page that the back/forward cache brings back is a new page view', async () => {
  await kit.open();
  await kit.untilSpans('page load /');
  await kit.page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  );
  await kit.untilSpans('navigation /');
  const back = kit.span('navigation /');
  expect(back.attributes['throughline.navigation.type']).toBe('traverse');
  expect(back.attributes['throughline.page.id']).not.toBe(
    kit.span('page load /').attributes['throughline.page.id'],
  );
});
