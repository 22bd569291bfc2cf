import { startFaultServer } from '@throughline/fault-server';
import { expect, it } from 'vitest';
import { createFuzzer } from './fuzzRelay.js';
import { runRelay } from './runRelay.js';
import { protobufLogs, protobufSpans } from './writeProtobuf.js';

/** `FUZZ_REQUESTS=1000000 FUZZ_SEED=7 npx vitest run test/relayFuzz.test.ts` for more, or for one run again. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 100_000);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const HONEST = new Set([200, 400, 413, 415]);
/** Lines are looked at and let go so often. */
const LOOK_EVERY = 500;

const nanos = `${Date.now()}000000`;
const attributes = [{ key: 'http.route', value: { stringValue: '/product/[id]' } }];
const REAL_LOGS = {
  resourceLogs: [
    {
      scopeLogs: [
        {
          logRecords: [
            {
              timeUnixNano: nanos,
              severityNumber: 17,
              body: { stringValue: 'boom' },
              attributes,
              traceId: 'a'.repeat(32),
            },
          ],
        },
      ],
    },
  ],
};
const REAL_SPANS = {
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: 'a'.repeat(32),
              spanId: 'b'.repeat(16),
              name: 'GET',
              startTimeUnixNano: nanos,
              endTimeUnixNano: nanos,
              attributes,
              events: [{ timeUnixNano: nanos, name: 'exception', attributes }],
            },
          ],
        },
      ],
    },
  ],
};
it(`${REQUESTS} requests, seed ${SEED}: honest answers, one line a record, books closed`, {
  timeout: 3_600_000,
}, async () => {
  const faults = await startFaultServer();
  const relay = runRelay(faults.url);
  const next = createFuzzer(SEED, [
    { signal: 'logs', protobuf: false, body: Buffer.from(JSON.stringify(REAL_LOGS)) },
    { signal: 'traces', protobuf: false, body: Buffer.from(JSON.stringify(REAL_SPANS)) },
    { signal: 'logs', protobuf: true, body: protobufLogs('boom') },
    { signal: 'traces', protobuf: true, body: protobufSpans('GET') },
  ]);
  const answers = new Map<number, number>();
  for (let index = 0; index < REQUESTS; index++) {
    const { signal, body, headers } = next();
    const { status } = await relay.send(signal, body, headers);
    answers.set(status, (answers.get(status) ?? 0) + 1);
    if (!HONEST.has(status)) {
      expect.fail(
        `seed ${SEED}, request ${index}: ${status} to ${signal} ${JSON.stringify(headers)} ${Buffer.from(body).toString('base64')}`,
      );
    }
    if (index % LOOK_EVERY !== 0) continue;
    for (const line of relay.raw.splice(0)) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f\u2028\u202e]/);
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), msg: expect.any(String) });
    }
    expect(relay.openBooks()).toEqual([]);
    await relay.spans?.flush(10_000);
  }
  await relay.spans?.flush(30_000);
  expect(relay.openBooks()).toEqual([]);
  expect(relay.ledger.entry('span_queue', 'span').queued).toBe(0);
  const book = relay.ledger.entry('relay', 'span');
  expect(faults.spans.length + faults.repeats).toBe(book.delivered);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  console.log(`relay fuzz: seed ${SEED}, answers ${JSON.stringify(Object.fromEntries(answers))}`);
  // A fuzzer whose requests are all refused at the door finds nothing.
  expect(answers.get(200) ?? 0).toBeGreaterThan(REQUESTS / 4);
  await faults.close();
});
