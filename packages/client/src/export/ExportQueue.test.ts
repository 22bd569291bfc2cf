import { RELAY_LOGS_PATH, RELAY_TRACES_PATH } from '@throughline/semconv';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_OPTIONS } from '../ClientOptions.js';
import { receivedLogs } from '../testing/ReceivedTelemetry.js';
import { createExportQueue, type ExportQueue, QUEUE_LIMITS } from './ExportQueue.js';
import { LOGS, TRACES } from './OtlpSignal.js';
import type { PostOutcome } from './postBatch.js';

let bodies: string[] = [];
let outcomes: PostOutcome[] = [];
let urls: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  bodies = [];
  outcomes = [];
  urls = [];
});
afterEach(() => void vi.useRealTimers());

function queue(exitBytes = 60_000): ExportQueue {
  return createExportQueue({
    signal: LOGS,
    endpoint: DEFAULT_OPTIONS.endpoint,
    exitBytes: () => exitBytes,
    maxBatchAgeMillis: () => 1000,
    post: async (url, body) => {
      urls.push(url);
      bodies.push(body);
      return outcomes.shift() ?? { kind: 'delivered', rejected: 0 };
    },
  });
}

const line = (text: string) => ({ body: { stringValue: text } });
const sent = () => bodies.map((body) => receivedLogs(body).map((log) => log.message));
const balance = ({ counts, queued }: ExportQueue) =>
  counts.captured - counts.delivered - [...counts.dropped.values()].reduce((a, b) => a + b, 0) - queued();

test('the default endpoint is the relay that the server package serves', () => {
  expect(DEFAULT_OPTIONS.endpoint + TRACES.path).toBe(RELAY_TRACES_PATH);
  expect(DEFAULT_OPTIONS.endpoint + LOGS.path).toBe(RELAY_LOGS_PATH);
});

test('records wait for company, and each keeps its scope', async () => {
  const logs = queue();
  logs.add(line('a'), { name: 'one' });
  logs.add(line('b'), { name: 'two' });
  logs.add(line('c'), { name: 'one' });
  await vi.advanceTimersByTimeAsync(999);
  expect(bodies).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(urls).toEqual([RELAY_LOGS_PATH]);
  const [resourceLogs] = JSON.parse(bodies[0] ?? '').resourceLogs;
  expect(resourceLogs.scopeLogs).toEqual([
    { scope: { name: 'one' }, logRecords: [line('a'), line('c')] },
    { scope: { name: 'two' }, logRecords: [line('b')] },
  ]);
});

test('a full batch leaves at once', async () => {
  const logs = queue();
  for (let i = 0; i < QUEUE_LIMITS.maxBatchRecords; i += 1) logs.add(line('x'), { name: 's' });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent().map((batch) => batch.length)).toEqual([QUEUE_LIMITS.maxBatchRecords]);
});

test('what can be retried goes first next time, after the wait that was asked for', async () => {
  const logs = queue();
  outcomes = [{ kind: 'retryable', afterMillis: 5000, network: false }];
  logs.add(line('a'), { name: 's' });
  await vi.advanceTimersByTimeAsync(1000);
  logs.add(line('b'), { name: 's' });
  await vi.advanceTimersByTimeAsync(4900);
  expect(sent()).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(100);
  expect(sent()).toEqual([['a'], ['a', 'b']]);
  expect(logs.counts).toMatchObject({ captured: 2, delivered: 2 });
  expect(balance(logs)).toBe(0);
});

test('every record is delivered, queued or dropped for a reason', async () => {
  const logs = queue();
  outcomes = [
    { kind: 'delivered', rejected: 1 },
    { kind: 'refused', status: 413 },
    { kind: 'retryable', afterMillis: 60_000, network: true },
  ];
  logs.add(line('x'.repeat(30_000)), { name: 's' });
  for (const text of ['a', 'b', 'c']) {
    logs.add(line(text), { name: 's' });
    await vi.advanceTimersByTimeAsync(1000);
  }
  for (let i = 0; i < QUEUE_LIMITS.maxRecords + 7; i += 1) logs.add(line('y'), { name: 's' });
  expect(Object.fromEntries(logs.counts.dropped)).toEqual({
    record_too_large: 1,
    rejected: 1,
    refused_413: 1,
    queue_full: 8,
  });
  expect(logs.queued()).toBe(QUEUE_LIMITS.maxRecords);
  expect(balance(logs)).toBe(0);
});

test('at exit all that fits leaves, errors first, and the rest stays', async () => {
  let budget = 20_000;
  const logs = createExportQueue({
    signal: LOGS,
    endpoint: '/t',
    exitBytes: () => budget,
    maxBatchAgeMillis: () => 1000,
    post: (_, body) => {
      bodies.push(body);
      budget -= body.length;
      return new Promise(() => undefined);
    },
  });
  for (let i = 0; i < 9; i += 1) logs.add(line('z'.repeat(4000)), { name: 's' });
  logs.add(line(`error ${'z'.repeat(4000)}`), { name: 's' }, true);
  while (logs.sendAtExit());
  expect(sent().flat()).toHaveLength(4);
  expect(sent().flat()[0]).toMatch(/^error/);
  expect(budget).toBeGreaterThanOrEqual(0);
  expect(logs.queued()).toBe(10);
});
