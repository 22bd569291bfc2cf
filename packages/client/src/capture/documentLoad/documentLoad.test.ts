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

test('a document that was rendered for this visit now is of the trace of the server, and so is what it asks for', async () => {
  await kit.open({}, { served: `${SERVED} now ot=th:0` });
  await kit.page.evaluate(() => fetch('/api/echo'));
  await kit.untilSpans('page load /', 'GET /api/echo');
  const load = kit.span('page load /');
  expect(load).toMatchObject({
    traceId: 'c'.repeat(32),
    parentSpanId: 'd'.repeat(16),
    flags: 1,
    traceState: 'ot=th:0',
  });
  expect(load.links).toBeUndefined();
  expect(kit.span('GET /api/echo')).toMatchObject({ traceId: 'c'.repeat(32), traceState: 'ot=th:0' });
  const { headers } = kit.site.requests.find(({ path }) => path === '/api/echo') ?? {};
  expect(headers?.traceparent).toMatch(/^00-c{32}-[0-9a-f]{16}-01$/);
  expect(headers?.tracestate).toBe('ot=th:0');
});

test.each([
  ['before this navigation began', String(Date.now() - 60_000)],
  ['by a clock that is ahead', String(Date.now() + 600_000)],
  ['nobody knows when', 'x'],
])('a document that was written %s is linked, not joined', async (_, writtenAt) => {
  await kit.open({}, { served: `${SERVED} ${writtenAt} ot=th:0` });
  await kit.untilSpans('page load /');
  const load = kit.span('page load /');
  expect(load.parentSpanId).toBeUndefined();
  expect(load.traceId).not.toBe('c'.repeat(32));
  expect(load.links).toMatchObject([{ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16) }]);
});

test('in a trace of the server the page is sampled if both sample it, and says the smaller share', async () => {
  const sampled = `00-${'c'.repeat(18)}${'f'.repeat(14)}-${'d'.repeat(16)}-01`;
  await kit.open({ sampleRatio: 0.5 }, { served: `${sampled} now ot=th:4` });
  await kit.untilSpans('page load /');
  expect(kit.span('page load /')).toMatchObject({ parentSpanId: 'd'.repeat(16), traceState: 'ot=th:8' });

  kit.site.reset();
  await kit.open({ sampleRatio: 0.5 }, { served: `${sampled} now ot=th:c` });
  await kit.untilSpans('page load /');
  expect(kit.span('page load /').traceState).toBe('ot=th:c');

  kit.site.reset();
  await kit.open({ sampleRatio: 0.1 }, { served: `${SERVED} now ot=th:0` });
  await kit.open({}, { served: `${SERVED.replace(/1$/, '0')} now` });
  // A trace of its own, and later than the two.
  await kit.open();
  await kit.untilSpans('page load /');
  expect(kit.site.spans.map(({ traceId }) => traceId)).not.toContain('c'.repeat(32));
});

test('a document that failed on the server is a failed page load', async () => {
  await kit.open({}, { status: '503' });
  await kit.untilSpans('page load /');
  expect(kit.span('page load /').status).toEqual({ code: 2 });
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
      'option colour is not known, allowed are endpoint, propagateTraceTo, sampleRatio, slowMillis, maxBatchAgeMillis, consent, persistSession, sessionToken, offline, debug, composition, capture; it is ignored.',
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
