import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

/** Puts a control on the page whose click does something. */
async function control(html: string, handler: string): Promise<void> {
  await kit.page.evaluate(
    ([markup, code]) => {
      document.body.innerHTML = markup;
      const run = new Function('event', code) as (event: Event) => void;
      document.body.firstElementChild?.addEventListener(
        code.includes('preventDefault') ? 'submit' : 'click',
        run,
      );
    },
    [html, handler] as const,
  );
}

test('a click is the root of the requests, lines and spans that it causes, and is named as a person would', async () => {
  await kit.open();
  await control(
    '<button>Buy for <b>€ 1299</b></button>',
    "setTimeout(() => fetch('/api/slow/150').then(() => fetch('/api/echo'))); window.throughline.log.info('bought')",
  );
  await kit.page.getByRole('button').click();
  await kit.untilSpans('click Buy for € #', 'GET /api/slow/150', 'GET /api/echo');
  await kit.site.until(() => kit.site.logs.length === 1);

  const click = kit.span('click Buy for € #');
  expect(click.parentSpanId).toBeUndefined();
  expect(click.traceId).not.toBe(kit.span('page load /').traceId);
  for (const name of ['GET /api/slow/150', 'GET /api/echo']) {
    expect(kit.span(name)).toMatchObject({ traceId: click.traceId, parentSpanId: click.spanId });
    expect(BigInt(click.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(kit.span(name).endTimeUnixNano));
  }
  expect(kit.site.logs[0]).toMatchObject({ traceId: click.traceId, spanId: click.spanId });
});

test('a navigation belongs to the click that led to it', async () => {
  await kit.open();
  await control(
    '<button aria-label="To the cart">x</button>',
    "window.throughline.onRouterTransitionStart('/cart', 'push'); history.pushState(null, '', '/cart')",
  );
  await kit.page.getByRole('button').click();
  await kit.untilSpans('click To the cart', 'navigation /cart');
  const click = kit.span('click To the cart');
  expect(kit.span('navigation /cart')).toMatchObject({ traceId: click.traceId, parentSpanId: click.spanId });
});

test('a form is named by its name, and what was typed into it never leaves', async () => {
  await kit.open();
  await control(
    '<form name="newsletter"><input aria-label="Email"></form>',
    "event.preventDefault(); fetch('/api/echo')",
  );
  await kit.page.getByLabel('Email').fill('robin@example.com');
  await kit.page.getByLabel('Email').press('Enter');
  await kit.untilSpans('submit newsletter', 'GET /api/echo');
  expect(kit.span('GET /api/echo').parentSpanId).toBe(kit.span('submit newsletter').spanId);
  expect(JSON.stringify(kit.site.spans)).not.toContain('robin');
});

test("a click that causes nothing leaves nothing, nor does one that a script makes, nor one when it's off", async () => {
  await kit.open();
  await control('<button>By script</button>', "fetch('/api/echo')");
  await kit.page.evaluate(() => document.querySelector('button')?.click());
  await kit.untilSpans('GET /api/echo');
  await control('<button data-throughline-action="nothing">Nothing</button>', '');
  await kit.page.getByRole('button').click();

  await kit.open({ capture: { userActions: false } });
  await control('<button>Off</button>', "fetch('/api/last')");
  await kit.page.getByRole('button').click();
  await kit.untilSpans('GET /api/last');
  expect(kit.span('GET /api/last').parentSpanId).toBeUndefined();
  expect(kit.site.spans.map((span) => span.name).filter((name) => name.startsWith('click'))).toEqual([]);
});
