import { type FaultServer, startFaultServer } from '@throughline/fault-server';
import { LOKI_PUSH_PATH } from '@throughline/semconv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBatch } from './Batch.js';
import { DeliveryQueue, type DeliveryQueueOptions } from './DeliveryQueue.js';
import { LedgerEntry } from './Ledger.js';
import { lokiFormat } from './lokiFormat.js';
import { type Outcome, parseRetryAfter, post } from './post.js';

const INFO = 2;
let faults: FaultServer;
let time = 0;
beforeEach(async () => {
  time = 0;
  faults = await startFaultServer();
});
afterEach(() => faults.close());

/** A queue to the fault server whose book is checked at every change. */
function createQueue(options: Partial<DeliveryQueueOptions> = {}) {
  const ledger = new LedgerEntry('log_queue', 'log');
  const destination = { url: new URL(faults.url + LOKI_PUSH_PATH), headers: {} };
  const queue = new DeliveryQueue({
    name: `lines (${expect.getState().currentTestName})`,
    format: lokiFormat,
    send: (body, timeoutMillis) => post(destination, body, Math.min(timeoutMillis, 200)),
    ledger,
    minBackoffMillis: 1,
    maxBackoffMillis: 4,
    ...options,
    onSettled: () => {
      expect(ledger.queued).toBeGreaterThanOrEqual(0);
      expect(ledger.accepted).toBe(ledger.delivered + sum(ledger) + ledger.queued);
    },
  });
  const offer = (texts: string[], level = INFO, since?: number) => {
    ledger.accepted += texts.length;
    const entries = texts.map((text) => {
      time += 1;
      return JSON.stringify({ stream: { level: String(level) }, values: [[String(time), text]] });
    });
    return queue.offer(createBatch(entries.join(','), texts.length, level, since));
  };
  return { queue, ledger, offer };
}

const sum = ({ dropped }: LedgerEntry) => [...dropped.values()].reduce((total, count) => total + count, 0);
const arrived = () => faults.lines.map(({ line }) => line);
const settled = (ledger: LedgerEntry) =>
  vi.waitFor(() => expect(ledger.queued).toBe(0), { timeout: 10_000, interval: 5 });
const numbers = (count: number, prefix = '') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('an outage', () => {
  it.each([[503], [429], [500], ['hang'], ['reset'], ['doubt'], ['refused']] as const)(
    'of the form %s loses nothing, keeps the order and stores nothing twice',
    async (mode) => {
      const { queue, ledger, offer } = createQueue();
      offer(numbers(3, 'before '));
      await settled(ledger);
      if (mode === 'refused') await faults.refuse();
      else faults.mode = mode;
      for (let batch = 0; batch < 20; batch++) offer(numbers(5, `${batch}/`));
      if (mode === 'refused') expect(await queue.drain(100)).toBe(100);
      else await vi.waitFor(() => expect(faults.pushes).toBeGreaterThan(3), { timeout: 10_000 });
      expect([ledger.delivered, ledger.queued]).toEqual([3, 100]);
      faults.mode = 'ok';
      if (mode === 'refused') await faults.listen();
      await settled(ledger);
      expect([ledger.delivered, sum(ledger)]).toEqual([103, 0]);
      expect(arrived()).toEqual([
        ...numbers(3, 'before '),
        ...numbers(20).flatMap((batch) => numbers(5, `${batch}/`)),
      ]);
    },
  );

  it('that half accepts ends with everything stored once', async () => {
    const { ledger, offer } = createQueue();
    faults.mode = 'half-accept';
    offer(numbers(9));
    await settled(ledger);
    expect(arrived().sort()).toEqual(numbers(9));
    expect([ledger.delivered, sum(ledger)]).toEqual([9, 0]);
  });

  it('is waited out as long as Retry-After says', async () => {
    const { ledger, offer } = createQueue();
    faults.next.push(429);
    faults.retryAfter = '1';
    const started = performance.now();
    offer(['a']);
    await settled(ledger);
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
    expect(faults.pushes).toBe(2);
  });
});

describe('a refused request', () => {
  it('costs only the poison: one of a thousand, wherever it is', async () => {
    faults.poison = (record) => record.includes('poison');
    for (const at of [0, 617, 999]) {
      const { ledger, offer } = createQueue();
      const texts = numbers(1000, `${at}:`);
      texts[at] = 'poison';
      const before = faults.lines.length;
      offer(texts);
      await settled(ledger);
      expect([ledger.delivered, Object.fromEntries(ledger.dropped)]).toEqual([999, { refused: 1 }]);
      expect(faults.lines.length - before).toBe(999);
    }
  });

  it('that is too large (413) is sent in parts; a record that is too large alone is dropped', async () => {
    const { ledger, offer } = createQueue();
    faults.maxBodyBytes = 2_000;
    offer(numbers(200));
    offer(['x'.repeat(3_000)]);
    offer(['after']);
    await settled(ledger);
    expect([ledger.delivered, Object.fromEntries(ledger.dropped)]).toEqual([201, { too_large: 1 }]);
    expect(arrived()).toEqual([...numbers(200), 'after']);
  });

  it.each([401, 403, 404, 301])('for its sender (%i) is not tried hot, and drops nothing', async (status) => {
    const told: string[] = [];
    const stderr = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => told.push(String(text)) > 0);
    const { queue, ledger, offer } = createQueue({ credentials: 'LOKI_USERNAME' });
    faults.mode = status;
    offer(['1', '2']);
    await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 10_000 });
    for (const text of numbers(50)) offer([text]);
    // Long enough for the tries that a hot loop would make.
    for (let round = 0; round < 20; round++) await fetch(faults.url, { method: 'POST', redirect: 'manual' });
    expect([faults.pushes, ledger.queued]).toEqual([1 + 20, 52]);
    faults.mode = 'ok';
    expect(await queue.drain(5_000)).toBe(0);
    stderr.mockRestore();
    expect([ledger.delivered, sum(ledger)]).toEqual([52, 0]);
    expect(told[0]).toContain(`it answers ${status}: check LOKI_USERNAME`);
    expect(told).toHaveLength(1);
  });
});

describe('bounds', () => {
  it('give up the oldest of the lowest level first', async () => {
    const { ledger, offer } = createQueue({ maxQueuedBytes: 900 });
    faults.mode = 'hang';
    offer(['on its way'], 1);
    await vi.waitFor(() => expect(faults.pushes).toBe(1), { timeout: 10_000 });
    const levels = { debug: 1, info: 2, error: 4 };
    for (let round = 0; round < 3; round++) {
      for (const [name, level] of Object.entries(levels))
        offer([`${name} ${round} ${'.'.repeat(100)}`], level);
    }
    expect(offer([`late debug ${'.'.repeat(100)}`], 1)).toBe(false);
    faults.mode = 'ok';
    await settled(ledger);
    expect(arrived().map((text) => text.replace(/ \.+/, ''))).toEqual([
      'on its way',
      'error 0',
      'info 1',
      'error 1',
      'info 2',
      'error 2',
    ]);
    expect(ledger.dropped.get('overflow')).toBe(5);
  });

  it('refuse a batch that fits nowhere without giving up others for it', async () => {
    const { ledger, offer } = createQueue({ maxQueuedBytes: 500 });
    faults.next.push(503);
    offer(['kept']);
    expect(offer(['x'.repeat(600)], 5)).toBe(false);
    await settled(ledger);
    expect(arrived()).toEqual(['kept']);
  });

  it('give up what is too old', async () => {
    const { ledger, offer } = createQueue({ maxAgeMillis: 60_000 });
    faults.next.push(503);
    offer(['first']);
    offer(['of yesterday'], INFO, Date.now() - 86_400_000);
    offer(['last']);
    await settled(ledger);
    expect(arrived()).toEqual(['first', 'last']);
    expect(Object.fromEntries(ledger.dropped)).toEqual({ expired: 1 });
  });
});

describe('the end of the process', () => {
  it('counts what a hanging receiver does not take, in time', async () => {
    const { queue, ledger, offer } = createQueue();
    faults.mode = 'hang';
    offer(['a', 'b']);
    const started = performance.now();
    expect(await queue.drain(50)).toBe(2);
    expect(performance.now() - started).toBeLessThan(2_000);
    queue.abandon('shutdown');
    expect([Object.fromEntries(ledger.dropped), ledger.queued]).toEqual([{ shutdown: 2 }, 0]);
  });
});

it('counts what the receiver rejected of a request that it took', async () => {
  const send = async (): Promise<Outcome> => ({ kind: 'success', rejected: 1 });
  const { ledger, offer } = createQueue({ send });
  offer(['1', '2', '3']);
  await settled(ledger);
  expect([ledger.delivered, ledger.dropped.get('rejected')]).toEqual([2, 1]);
});

it('reads Retry-After as seconds and as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(parseRetryAfter('2', now)).toBe(2000);
  expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:03 GMT', now)).toBe(3000);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
