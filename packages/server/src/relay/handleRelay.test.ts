import { gzipSync } from 'node:zlib';
import { type FaultServer, startFaultServer } from '@throughline/fault-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORIGIN, runRelay } from '../../test/runRelay.js';
import { protobufLogs } from '../../test/writeProtobuf.js';
import { moreSecretNames } from '../logs/moreSecretNames.js';
import { redactAlso } from '../logs/redactFast.js';
import { processState } from '../runtime/processState.js';
import { handleRelay } from './handleRelay.js';

const nanos = () => `${Date.now()}000000`;
const record = (text: string, more: object = {}) => ({
  timeUnixNano: nanos(),
  severityNumber: 9,
  body: { stringValue: text },
  ...more,
});
const logs = (records: unknown[]) =>
  JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: records }] }] });
const span = (more: object = {}) => ({
  traceId: 'e'.repeat(32),
  spanId: 'c'.repeat(16),
  name: 'click',
  startTimeUnixNano: nanos(),
  endTimeUnixNano: nanos(),
  ...more,
});
const traces = (spans: unknown[]) => JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

let faults: FaultServer;
let relay: ReturnType<typeof runRelay>;
beforeEach(async () => {
  faults = await startFaultServer();
  relay = runRelay(faults.url);
});
afterEach(async () => {
  processState().running = undefined;
  expect(relay.openBooks()).toEqual([]);
  await faults.close();
});

describe('what it takes', () => {
  it.each([
    ['JSON', logs([record('hello')]), {}],
    ['gzipped JSON', gzipSync(logs([record('hello')])), { 'content-encoding': 'gzip' }],
    ['a beacon', logs([record('hello')]), { 'content-type': 'text/plain;charset=UTF-8' }],
    ['protobuf', protobufLogs('hello'), { 'content-type': 'application/x-protobuf' }],
    [
      'gzipped protobuf',
      gzipSync(protobufLogs('hello')),
      { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' },
    ],
  ])('%s', async (_, body, headers: Record<string, string>) => {
    const response = await relay.send('logs', body, headers);
    expect(response.status).toBe(200);
    const protobuf = headers['content-type']?.includes('protobuf') ?? false;
    expect(response.headers.get('content-type')).toBe(
      protobuf ? 'application/x-protobuf' : 'application/json',
    );
    expect(await response.text()).toBe(protobuf ? '' : '{}');
    expect(relay.lines().map(({ msg }) => msg)).toEqual(['hello']);
  });

  it('keeps the good neighbours of a bad record and counts exactly', async () => {
    const bad = [
      null,
      record('bad id', { traceId: 'x' }),
      record('', { body: { doubleValue: 'NaN' } }),
      record('', { attributes: [{ key: '' }] }),
    ];
    const response = await relay.send('logs', logs([record('first'), ...bad, record('last')]));
    expect(await response.json()).toEqual({
      partialSuccess: {
        rejectedLogRecords: 4,
        errorMessage:
          'a log record is no object; a log record has an invalid trace id; a doubleValue is not finite',
      },
    });
    expect(relay.lines().map(({ msg }) => msg)).toEqual(['first', 'last']);
    expect(relay.ledger.entry('relay', 'log')).toMatchObject({ accepted: 6, delivered: 2, queued: 0 });
  });

  it('sends spans on under the resource of the server, with the browser family', async () => {
    const claimed = { attributes: [{ key: 'service.name', value: { stringValue: 'bank' } }] };
    const body = JSON.stringify({
      resourceSpans: [{ resource: claimed, scopeSpans: [{ spans: [span(), span({ spanId: '' })] }] }],
    });
    const agent = 'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
    const response = await relay.send('traces', body, { 'user-agent': agent });
    expect(await response.json()).toMatchObject({ partialSuccess: { rejectedSpans: 1 } });
    await relay.spans?.flush(5_000);
    expect(faults.spans.map(({ service }) => service)).toEqual(['shop-browser']);
    const log = await relay.send('logs', logs([record('x')]), { 'user-agent': agent });
    expect(log.status).toBe(200);
    expect(relay.lines()[0]).toMatchObject({ 'user_agent.name': 'Chrome' });
    expect(relay.raw[0]).not.toContain('AppleWebKit');
  });
});

it('counts its answers by signal and status', async () => {
  await relay.send('logs', logs([record('x')]));
  await relay.send('traces', traces([span()]));
  await relay.send('traces', 'no object');
  await handleRelay(new Request(`${ORIGIN}/api/telemetry/v1/nothing`, { method: 'POST' }));
  const lines = (await relay.registry.print('throughline_relay_requests_total')).split('\n');
  expect(lines.filter((line) => line.startsWith('throughline'))).toEqual(
    [
      ['logs', 200],
      ['traces', 200],
      ['traces', 400],
      ['other', 404],
    ].map(
      ([signal, status]) =>
        `throughline_relay_requests_total{signal="${signal}",http_response_status_code="${status}"} 1`,
    ),
  );
});

describe('who may send', () => {
  const listed = 'https://blog.example';
  beforeEach(() => {
    relay = runRelay(faults.url, { relayOrigins: [listed] });
  });

  it('answers a listed origin with CORS, also to its preflight and when it refuses', async () => {
    const ask = new Request(`${ORIGIN}/api/telemetry/v1/logs`, {
      method: 'OPTIONS',
      headers: { host: 'shop.example', origin: listed, 'access-control-request-method': 'POST' },
    });
    const preflight = await handleRelay(ask);
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'POST']);
    const headers = { origin: listed, 'sec-fetch-site': 'cross-site' };
    for (const [body, status] of [
      [logs([record('x')]), 200],
      ['no object', 400],
    ] as const) {
      const response = await relay.send('logs', body, headers);
      expect(response.status).toBe(status);
      expect(response.headers.get('access-control-allow-origin')).toBe(listed);
      expect(response.headers.get('access-control-allow-credentials')).toBe('true');
      expect(response.headers.get('vary')).toBe('origin');
    }
    // A beacon has no preflight: `Origin` says who sends.
    const beacon = { 'content-type': 'text/plain;charset=UTF-8' };
    expect((await relay.send('logs', logs([record('x')]), { ...headers, ...beacon })).status).toBe(200);
    const foreign = { ...beacon, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await relay.send('logs', logs([record('x')]), foreign)).status).toBe(403);
  });

  it('gives no other origin an answer that its page could read', async () => {
    for (const origin of ['https://evil.example', 'null', `${listed}.evil`, `${ORIGIN}:8443`]) {
      const response = await relay.send('logs', logs([record('x')]), { origin });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    }
    expect(relay.raw).toEqual([]);
  });

  it('believes X-Forwarded-Host behind a trusted proxy only', async () => {
    const proxied = { host: 'pod-7:3000', 'x-forwarded-host': 'shop.example' };
    expect((await relay.send('logs', logs([]), proxied)).status).toBe(403);
    relay = runRelay(faults.url, { trustedProxies: 1 });
    expect((await relay.send('logs', logs([]), proxied)).status).toBe(200);
  });
});

describe('how much', () => {
  it('answers 429 with Retry-After over the rate of a client or of all', async () => {
    relay = runRelay(faults.url, { relayClientRate: 1, trustedProxies: 1 });
    const send = (client: string) =>
      relay.send('logs', logs([]), {
        'x-forwarded-host': 'shop.example',
        'x-forwarded-for': `9.9.9.9, ${client}`,
      });
    const answers = [];
    for (let index = 0; index < 5; index++) answers.push((await send('1.2.3.4')).status);
    expect(answers).toEqual([200, 200, 200, 429, 429]);
    expect((await send('1.2.3.4')).headers.get('retry-after')).toBe('1');
    expect((await send('5.6.7.8')).status).toBe(200);
  });

  it('ends gzip bombs, false lengths and endless bodies at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect((await relay.send('logs', bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    expect((await relay.send('logs', ' '.repeat(2 * 1024 * 1024))).status).toBe(413);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 64;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    expect((await relay.send('logs', endless)).status).toBe(413);
    expect(pulled).toBeLessThan(1_200);
    expect((await relay.send('logs', logs([record('after')]))).status).toBe(200);
  });

  it('has one budget for the bodies of all senders', async () => {
    const stalled: ReadableStreamDefaultController<Uint8Array>[] = [];
    const slow = Array.from({ length: 16 }, () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
          stalled.push(controller);
        },
      });
      return relay.send('logs', body);
    });
    // The microtasks of 16 readers are through when a later one's are.
    await new Promise((resolve) => setImmediate(resolve));
    const refused = await relay.send('logs', logs([record('x')]));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    for (const controller of stalled) controller.close();
    expect(new Set((await Promise.all(slow)).map(({ status }) => status))).toEqual(new Set([400]));
    expect((await relay.send('logs', logs([record('x')]))).status).toBe(200);
  });

  it('refuses nesting and floods of parts, in JSON and protobuf', async () => {
    expect((await relay.send('logs', '['.repeat(100_000))).status).toBe(400);
    expect((await relay.send('logs', `{"a":${'['.repeat(33)}${']'.repeat(33)}}`)).status).toBe(400);
    expect((await relay.send('logs', `{"a":[${'{},'.repeat(200_001)}{}]}`)).status).toBe(400);
    const headers = { 'content-type': 'application/x-protobuf' };
    const flood = Buffer.alloc(500_000);
    for (let at = 0; at < flood.length; at += 2) flood[at] = 0x0a;
    const response = await relay.send('logs', flood, headers);
    expect(response.status).toBe(400);
    expect(Buffer.from(await response.arrayBuffer()).toString()).toContain('more than 200000 messages');
  });

  it('takes a thousand records of a request, and counts the others', async () => {
    const response = await relay.send('logs', logs(Array.from({ length: 1_003 }, () => record('x'))));
    expect(await response.json()).toEqual({
      partialSuccess: { rejectedLogRecords: 3, errorMessage: 'more than 1000 records' },
    });
    expect(relay.lines()).toHaveLength(1_000);
    const spans = await relay.send('traces', traces(Array.from({ length: 1_001 }, () => span())));
    expect(await spans.json()).toMatchObject({ partialSuccess: { rejectedSpans: 1 } });
  });

  it('cuts what is long, and marks it', async () => {
    const attributes = Array.from({ length: 70 }, (_, index) => ({
      key: `key${index}`,
      value: { stringValue: 'v'.repeat(index === 0 ? 5_000 : 10) },
    }));
    await relay.send('logs', logs([record('m'.repeat(5_000), { attributes })]));
    const [line] = relay.lines();
    expect(line?.msg).toBe(`${'m'.repeat(4_095)}…`);
    expect(Object.keys(line?.attributes ?? {}).filter((key) => key.startsWith('key'))).toHaveLength(64);
    expect(line?.attributes.key0).toBe(`${'v'.repeat(4_095)}…`);
  });

  it('answers 503 with Retry-After, and takes nothing, when the queue behind it is full', async () => {
    relay.sink.isFull = true;
    const response = await relay.send('logs', logs([record('x')]));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(relay.raw).toEqual([]);
  });
});

describe('what it makes of hostile records', () => {
  it('no line is forged, no label set, no prototype polluted, no secret kept', async () => {
    const attributes = [
      {
        key: '__proto__',
        value: { kvlistValue: { values: [{ key: 'polluted', value: { boolValue: true } }] } },
      },
      { key: 'constructor', value: { stringValue: 'x' } },
      { key: 'service_name', value: { stringValue: 'bank' } },
      { key: 'level', value: { stringValue: 'fatal' } },
      { key: 'user.password', value: { stringValue: 'hunter2' } },
      { key: 'http.url', value: { stringValue: 'https://u:p@x/?code=s3cret' } },
      { key: 'list', value: { arrayValue: { values: [{ stringValue: 'Bearer 0123456789abcdefX' }] } } },
    ];
    const text = 'a\r\n{"level":60}\u0000\u001b[2J\u2028 password=hunter2 4111111111111111';
    await relay.send('logs', logs([record(text, { attributes, eventName: 'x\u001b\n' })]));
    expect(relay.raw).toHaveLength(1);
    const raw = relay.raw.join('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(raw.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u2028]/);
    expect(raw).not.toMatch(/hunter2|s3cret|4111111111111111|0123456789abcdefX/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const [line] = relay.lines();
    expect(line).toMatchObject({ level: 30, msg: expect.stringContaining('␍␊{"level":60}␀␛[2J') });
    expect(Object.keys(line ?? {})).not.toContain('service_name');
    expect(Object.keys(line?.attributes ?? {})).toContain('constructor');
  });

  it('keeps no value of a field that the app calls secret, however it is written', async () => {
    redactAlso(processState().logger, ['customerIban']);
    const attributes = ['form.customer-iban', 'CUSTOMER_IBAN', 'iban.kind'].map((key) => ({
      key,
      value: { stringValue: `of ${key}` },
    }));
    await relay.send('logs', logs([record('paid', { attributes })]));
    moreSecretNames().clear();
    expect(relay.raw.join('')).not.toMatch(/of form|of CUSTOMER/);
    expect(relay.raw.join('')).toContain('of iban.kind');
  });

  it('a time out of range becomes now, the original kept', async () => {
    for (const time of ['1', '18446744073709551615', `${Date.now() + 3_600_000}000000`]) {
      await relay.send('logs', logs([record('x', { timeUnixNano: time })]));
    }
    for (const { time, attributes } of relay.lines()) {
      expect(Math.abs(Number(String(time).slice(0, 13)) - Date.now())).toBeLessThan(60_000);
      expect(attributes['throughline.client.time_unix_nano']).toBeDefined();
    }
  });
});

describe('the answers of OTLP', () => {
  it('405 names what is allowed, 404 and 415 what is wrong', async () => {
    const url = `${ORIGIN}/api/telemetry/v1/logs`;
    const get = await handleRelay(new Request(url, { headers: { host: 'shop.example', origin: ORIGIN } }));
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    const elsewhere = new Request(`${ORIGIN}/api/telemetry/v1/metrics`, { method: 'POST' });
    expect((await handleRelay(elsewhere)).status).toBe(404);
    expect((await relay.send('logs', '{}', { 'content-type': 'application/xml' })).status).toBe(415);
    expect((await relay.send('logs', '{}', { 'content-encoding': 'br' })).status).toBe(415);
  });

  it('a protobuf request gets its error as a protobuf Status', async () => {
    const response = await relay.send('logs', Buffer.from([0xff]), {
      'content-type': 'application/x-protobuf',
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/x-protobuf']);
    expect([...new Uint8Array(await response.arrayBuffer())].slice(0, 3)).toEqual([0x08, 3, 0x12]);
  });

  it('telemetry that is off says so, and is not tried again', async () => {
    processState().running = undefined;
    const response = await relay.send('traces', traces([span(), span()]));
    expect([response.status, await response.json()]).toEqual([
      200,
      { partialSuccess: { rejectedSpans: 2, errorMessage: 'telemetry is off' } },
    ]);
  });
});

describe('session tokens', () => {
  const url = `${ORIGIN}/api/telemetry/v1/session`;
  const get = (headers = {}) =>
    handleRelay(
      new Request(url, { method: 'POST', headers: { host: 'shop.example', origin: ORIGIN, ...headers } }),
    );
  const withToken = (token: unknown) => {
    const attributes = [{ key: 'throughline.relay.token', value: { stringValue: token } }];
    return JSON.stringify({
      resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords: [record('x')] }] }],
    });
  };

  it('are asked for where there is a secret, and given to pages that may send', async () => {
    relay = runRelay(faults.url, { relaySecret: 's'.repeat(32), relayOrigins: ['https://blog.example'] });
    expect((await relay.send('logs', logs([record('x')]))).status).toBe(403);
    expect((await get({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await get({ origin: 'https://evil.example' })).status).toBe(403);
    const answer = await get();
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const { token } = (await answer.json()) as { token: string };
    expect((await relay.send('logs', withToken(token))).status).toBe(200);
    expect((await relay.send('logs', withToken(`${token}x`))).status).toBe(403);
    expect(relay.lines()).toHaveLength(1);
    expect(relay.raw.join('')).not.toContain(token);
    const listed = await get({ origin: 'https://blog.example', 'sec-fetch-site': 'cross-site' });
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://blog.example');
  });

  it('come at the rate of a client, and not at all without a secret', async () => {
    expect((await get()).status).toBe(404);
    relay = runRelay(faults.url, { relaySecret: 's'.repeat(32), relayClientRate: 1 });
    const answers = [];
    for (let index = 0; index < 4; index++) answers.push((await get()).status);
    expect(answers).toEqual([200, 200, 200, 429]);
  });

  it('want a secret worth the name', () => {
    expect(() => runRelay(faults.url, { relaySecret: `${'s'.repeat(32)},short` })).toThrow(
      /relaySecret.*at least 32 characters/,
    );
  });
});

it('refuses a record that makes a longer line than Loki takes, and keeps its neighbours', async () => {
  const attributes = Array.from({ length: 64 }, (_, index) => ({
    key: `a${index}`,
    value: { stringValue: '€'.repeat(4_000) },
  }));
  const response = await relay.send(
    'logs',
    logs([record('before'), record('long', { attributes }), record('after')]),
  );
  expect(await response.json()).toEqual({
    partialSuccess: { rejectedLogRecords: 1, errorMessage: 'a log record makes more than 250000 bytes' },
  });
  expect(relay.lines().map(({ msg }) => msg)).toEqual(['before', 'after']);
  expect(Object.fromEntries(relay.ledger.entry('relay', 'log').dropped)).toEqual({ too_large: 1 });
});

it('says of each record which request brought it', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  await relay.send('logs', logs([record('x')]), { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
  await relay.send('logs', logs([record('y'), record('z')]));
  const [x, y, z] = relay.lines().map((line) => line.relay_trace_id);
  expect(x).toBe(traceId);
  expect(y).toMatch(/^[0-9a-f]{32}$/);
  expect(z).toBe(y);
});

it('the counts of a browser are in the ledger', async () => {
  const attribute = (key: string, value: object) => ({ key: `throughline.client.${key}`, value });
  const resource = {
    attributes: [
      attribute('ledger.id', { stringValue: 'a'.repeat(16) }),
      attribute('captured', { intValue: '9' }),
      attribute('dropped.queue_full', { intValue: '4' }),
    ],
  };
  const logRecords = [record('x'), record('y', { spanId: 'bad' })];
  await relay.send('logs', JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }));
  const book = relay.ledger.entry('browser', 'log');
  expect([book.accepted, book.delivered, book.queued]).toEqual([9, 2, 3]);
  expect(Object.fromEntries(book.dropped)).toEqual({ client_queue_full: 4 });
});

it('the ledger is a page behind the token of the metrics', async () => {
  relay = runRelay(faults.url, { metricsToken: 'secret' });
  await relay.send('logs', logs([record('x'), null]));
  const get = (headers = {}) => handleRelay(new Request(`${ORIGIN}/api/telemetry/v1/ledger`, { headers }));
  expect((await get()).status).toBe(401);
  expect((await get({ authorization: 'Bearer wrong' })).status).toBe(401);
  const page = await get({ authorization: 'Bearer secret' });
  const { stages } = (await page.json()) as { stages: unknown[] };
  expect(stages).toContainEqual({
    stage: 'relay',
    signal: 'log',
    accepted: 2,
    delivered: 1,
    dropped: { invalid: 1 },
    queued: 0,
  });
});
