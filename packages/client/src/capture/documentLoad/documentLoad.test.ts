import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();
const SERVED = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;

test('the load is one span with its phases, root of a trace that is linked to the trace that served it', async () => {
  await kit.open({}, { served: SERVED });
  await kit.untilSpans('page load /');
  const span = kit.span('page load /');

  expect(span.parentSpanId).toBeUndefined();
  expect(span.traceId).not.toBe('c'.repeat(32));
  expect(span.links).toMatchObject([{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), flags: 1 }]);
  expect(span.events).toBeUndefined();
  expect(span.attributes).toMatchObject({
    'throughline.navigation.type': 'load',
    'url.path': '/',
    'http.response.status_code': 200,
  });
  const millis = Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6;
  expect(millis).toBeCloseTo(Number(span.attributes['throughline.load.load_event_ms']), 0);
  for (const phase of ['wait_ms', 'first_byte_ms', 'dom_interactive_ms']) {
    expect(span.attributes[`throughline.load.${phase}`]).toBeGreaterThan(0);
  }
});

test('a document that the back button brings back is not linked to the trace that served it long ago', async () => {
  await kit.open({}, { served: SERVED });
  await kit.untilSpans('page load /');
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  kit.site.reset();
  // The back/forward cache is off while a browser is automated, so this is a new load of type back_forward.
  await kit.page.goBack();
  await kit.untilSpans('page load /');
  expect(kit.span('page load /').links).toBeUndefined();
});

test('a second init, as hot reload does, changes nothing', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    window.throughline.init();
    window.throughline.init();
    return fetch('/api/echo');
  });
  await kit.untilSpans('page load /', 'GET /api/echo');
  await kit.page.evaluate(() => fetch('/api/last'));
  await kit.untilSpans('GET /api/last');
  expect(kit.site.spans.map((span) => span.name).sort()).toEqual([
    'GET /api/echo',
    'GET /api/last',
    'page load /',
  ]);
});

test('a wrong option is named on the console with what is allowed, and the page works with the default', async () => {
  const errors: string[] = [];
  kit.page.on('console', (line) => void (line.type() === 'error' && errors.push(line.text())));
  await kit.open({ sampleRatio: 7, colour: 'red' });
  await kit.untilSpans('page load /');
  expect(errors).toEqual([
    '[throughline] init: option sampleRatio is 7, allowed is a number from 0 to 1; 1 is used instead. ' +
      'option colour is not known, allowed are endpoint, propagateTraceTo, sampleRatio, maxBatchAgeMillis, consent, persistSession, sessionToken, offline, debug, composition, capture; it is ignored.',
  ]);
});

test('a session that is kept outlives a load in the same tab, and debug prints what is captured', async () => {
  const lines: string[] = [];
  kit.page.on('console', (line) => lines.push(line.text()));
  await kit.open({ debug: true, persistSession: true });
  await kit.untilSpans('page load /');
  await kit.open({ debug: true, persistSession: true });
  await kit.site.until(() => kit.site.spans.filter((span) => span.name === 'page load /').length === 2);
  const [first, second] = kit.site.spans;
  expect(first?.attributes['session.id']).toMatch(/^[0-9a-f]{32}$/);
  expect(second?.attributes['session.id']).toBe(first?.attributes['session.id']);
  expect(second?.attributes['throughline.page.id']).not.toBe(first?.attributes['throughline.page.id']);
  expect(lines.some((line) => line.startsWith('[throughline] span page load / '))).toBe(true);
});
