import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

/** The page with its service worker in charge of what it asks for. */
async function openWithWorker(): Promise<void> {
  await kit.open();
  await kit.page.evaluate(async () => {
    const taken = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
    await navigator.serviceWorker.register('/worker.js');
    await taken;
  });
}

const ask = (url: string) =>
  kit.page.evaluate((address) => fetch(address).then((response) => response.text()), url);

const askedFor = (path: string) => kit.site.requests.filter((one) => one.path === path);

test('what a service worker answers by itself has a span, and no server one', async () => {
  await openWithWorker();
  expect(await ask('/api/cached')).toBe('from the worker');
  await kit.untilSpans('GET /api/cached');
  expect(kit.span('GET /api/cached').attributes['http.response.status_code']).toBe(200);
  expect(askedFor('/api/cached')).toEqual([]);
});

test('what it passes on carries the trace to the server, once', async () => {
  await openWithWorker();
  expect(await ask('/api/passed')).toBe('ok');
  await kit.untilSpans('GET /api/passed');
  const [request, ...more] = askedFor('/api/passed');
  expect(more).toEqual([]);
  expect(request?.headers.traceparent).toContain(kit.span('GET /api/passed').spanId);
  expect(request?.headers.tracestate).toBe('ot=th:0');
});

test('what it asks for by itself is its own affair: no header, to nobody', async () => {
  await openWithWorker();
  expect(await ask('/api/own')).toBe('ok');
  expect(await ask(`/api/elsewhere?to=${kit.other.origin}/api/third`)).toBe('ok');
  await kit.untilSpans('GET /api/own', 'GET /api/elsewhere');
  for (const requests of [askedFor('/api/asked-by-the-worker'), kit.other.requests]) {
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.traceparent).toBeUndefined();
  }
  const names = kit.site.spans.map(({ name }) => name).filter((name) => name.startsWith('GET '));
  expect(names.sort()).toEqual(['GET /api/elsewhere', 'GET /api/own']);
});
