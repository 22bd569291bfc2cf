import { parseTraceParent } from '@throughline/otlp';
import { expect, test } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();

/** All that was to come of spans has come: this line was written after them, and is sent whatever is sampled. */
async function untilLine(message: string): Promise<void> {
  await kit.page.evaluate((text) => window.throughline.log.info(text), message);
  await kit.site.until(() => kit.site.logs.some((line) => line.message === message));
}

const names = () => kit.site.spans.map(({ name }) => name).sort();

test('of traces that are not sampled nothing is sent, and the server is told', async () => {
  await kit.open({ sampleRatio: 0 });
  await kit.page.evaluate(async () => {
    await fetch('/api/fine');
    await window.throughline.withSpan('work', async () => undefined);
  });
  await untilLine('after');
  await kit.page.goto('about:blank');
  expect(names()).toEqual([]);
  const fine = kit.site.requests.find(({ path }) => path === '/api/fine')?.headers;
  expect(parseTraceParent(String(fine?.traceparent))?.flags).toBe(0);
  expect(fine?.tracestate).toBeUndefined();
});

test('a request that fails sends all of its trace: what was before it, and what comes after', async () => {
  await kit.open({ sampleRatio: 0 });
  await kit.page.evaluate(async () => {
    await fetch('/api/before');
    await fetch('/api/status/500');
    await fetch('/api/after');
    await window.throughline.withSpan('of another trace', { root: true }, async () => undefined);
  });
  await kit.untilSpans('GET /api/before', 'GET /api/status/500', 'GET /api/after', 'page load /');
  await untilLine('last');
  expect(names()).toEqual(['GET /api/after', 'GET /api/before', 'GET /api/status/500', 'page load /']);
  const load = kit.span('page load /');
  expect(load.attributes['throughline.sampling.kept_for']).toBe('error');
  for (const span of kit.site.spans) {
    expect(span).toMatchObject({ traceId: load.traceId, flags: 1 });
    // Not by the share: nobody may extrapolate from these.
    expect(span.traceState).toBeUndefined();
    if (span !== load) expect(span.attributes['throughline.sampling.kept_for']).toBeUndefined();
  }
});

test('an error that nobody catches sends the trace of the page, long after that was loaded', async () => {
  await kit.open({ sampleRatio: 0 });
  await kit.page.evaluate(() => fetch('/api/before'));
  await untilLine('settled');
  expect(names()).toEqual([]);
  await kit.page.evaluate(() => {
    document.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    setTimeout(() => {
      throw new Error('broken');
    });
  });
  await kit.untilSpans('page load /', 'GET /api/before');
  expect(kit.span('page load /').attributes['throughline.sampling.kept_for']).toBe('error');
  const broken = () => kit.site.logs.find(({ message }) => message.includes('broken'));
  await kit.site.until(() => broken() !== undefined);
  expect(broken()?.traceId).toBe(kit.span('page load /').traceId);
});

test('a page that was slow is sent, one that was not is not', async () => {
  await kit.open({ sampleRatio: 0, slowMillis: 60_000 });
  await untilLine('fast');
  expect(names()).toEqual([]);
  await kit.open({ sampleRatio: 0, slowMillis: 1 });
  await kit.untilSpans('page load /');
  expect(kit.span('page load /')).toMatchObject({
    flags: 1,
    attributes: { 'throughline.sampling.kept_for': 'slow' },
  });
});

test('an answer with 4xx is sent alone, for the server to count', async () => {
  await kit.open({ sampleRatio: 0 });
  await kit.page.evaluate(async () => {
    await fetch('/api/fine');
    await fetch('/api/status/404');
  });
  await kit.untilSpans('GET /api/status/404');
  await untilLine('last');
  expect(names()).toEqual(['GET /api/status/404']);
});

test('a visitor who leaves before the deferred part came: all if something failed, nothing if not', async () => {
  await kit.openEarly({ sampleRatio: 0 });
  await kit.page.evaluate(() => fetch('/api/fine'));
  await kit.page.goto('about:blank');
  // The page view, which is always told.
  await kit.site.until(() => kit.site.events.length > 0);
  await kit.openEarly({ sampleRatio: 0 });
  await kit.page.evaluate(async () => {
    await fetch('/api/first');
    await fetch('/api/status/500');
  });
  await kit.page.goto('about:blank');
  await kit.untilSpans('GET /api/first', 'GET /api/status/500', 'page load /');
  expect(names()).not.toContain('GET /api/fine');
});
