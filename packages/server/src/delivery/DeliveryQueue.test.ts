import { expect, it, vi } from 'vitest';
import { type Batch, DeliveryQueue } from './DeliveryQueue.js';
import { LedgerEntry } from './Ledger.js';
import type { Outcome } from './post.js';
import { parseRetryAfter } from './post.js';

const success: Outcome = { kind: 'success', rejected: 0 };
const retry: Outcome = { kind: 'retryable', retryAfterMillis: undefined, cause: '503' };

function batchOf(records: string[]): Batch {
  return {
    body: JSON.stringify(records),
    records: records.length,
    split: () => {
      const middle = Math.ceil(records.length / 2);
      return [batchOf(records.slice(0, middle)), batchOf(records.slice(middle))];
    },
  };
}

function createQueue(send: (body: string) => Promise<Outcome>, maxQueuedChars = 1000) {
  const ledger = new LedgerEntry('test', 'log');
  const queue = new DeliveryQueue({
    name: 'test',
    send,
    ledger,
    maxQueuedChars,
    minBackoffMillis: 1,
    maxBackoffMillis: 2,
  });
  const offer = (records: string[]) => {
    const taken = queue.offer(batchOf(records));
    if (taken) ledger.accepted += records.length;
    return taken;
  };
  return { queue, ledger, offer };
}

it('retries in order until the receiver has everything', async () => {
  const outcomes = [retry, retry, success];
  const sent: string[] = [];
  const { queue, ledger, offer } = createQueue(async (body) => {
    sent.push(body);
    return outcomes.shift() ?? success;
  });
  offer(['a']);
  offer(['b']);
  await vi.waitFor(() => expect(ledger.delivered).toBe(2));
  expect(sent).toEqual(['["a"]', '["a"]', '["a"]', '["b"]']);
  expect(await queue.drain(1000)).toBe(0);
});

it('splits a refused batch until only the poison is dropped', async () => {
  const { ledger, offer } = createQueue(async (body) =>
    body.includes('poison') ? { kind: 'refused', status: 400 } : success,
  );
  offer(['1', '2', 'poison', '4', '5']);
  await vi.waitFor(() => expect(ledger.queued).toBe(0));
  expect(ledger.delivered).toBe(4);
  expect(Object.fromEntries(ledger.dropped)).toEqual({ refused: 1 });
});

it('does not split what is not allowed at all', async () => {
  const send = vi.fn(async (): Promise<Outcome> => ({ kind: 'refused', status: 401 }));
  const { ledger, offer } = createQueue(send);
  offer(['1', '2']);
  await vi.waitFor(() => expect(ledger.queued).toBe(0));
  expect(Object.fromEntries(ledger.dropped)).toEqual({ unauthorized: 2 });
  expect(send).toHaveBeenCalledTimes(1);
});

it('counts what the receiver rejected of an accepted batch', async () => {
  const { ledger, offer } = createQueue(async () => ({ kind: 'success', rejected: 1 }));
  offer(['1', '2', '3']);
  await vi.waitFor(() => expect(ledger.queued).toBe(0));
  expect([ledger.delivered, ledger.dropped.get('rejected')]).toEqual([2, 1]);
});

it('refuses what does not fit, and gives up the rest on demand', async () => {
  const { queue, ledger, offer } = createQueue(async () => retry, 10);
  expect(offer(['1234'])).toBe(true);
  expect(offer(['1234'])).toBe(false);
  expect(await queue.drain(20)).toBe(1);
  queue.abandon('shutdown');
  expect(Object.fromEntries(ledger.dropped)).toEqual({ shutdown: 1 });
  expect(queue.isFull).toBe(false);
});

it('drain does not outlast its time when the receiver hangs', async () => {
  const { queue, offer } = createQueue(() => new Promise(() => {}));
  offer(['a']);
  const started = performance.now();
  expect(await queue.drain(30)).toBe(1);
  expect(performance.now() - started).toBeLessThan(5_000);
});

it('reads Retry-After as seconds and as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(parseRetryAfter('2', now)).toBe(2000);
  expect(parseRetryAfter('Thu, 01 Jan 2026 00:00:03 GMT', now)).toBe(3000);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
