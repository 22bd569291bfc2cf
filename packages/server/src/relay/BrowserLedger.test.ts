import { expect, it } from 'vitest';
import { Ledger } from '../delivery/Ledger.js';
import { BrowserLedger } from './BrowserLedger.js';
import { readClientCounts } from './readClientCounts.js';

const NOW = 1_800_000_000_000;
const id = 'a'.repeat(16);
const counts = (captured: number, dropped: Record<string, number> = {}, page = id) => ({
  id: page,
  captured,
  dropped: new Map(Object.entries(dropped)),
  prefetches: 0,
});
const start = () => {
  const ledger = new Ledger();
  return { browsers: new BrowserLedger(ledger), entry: ledger.entry('browser', 'log') };
};

it('a loss in the browser is visible on the server', () => {
  const { browsers, entry } = start();
  browsers.book('log', counts(10), 10, NOW);
  browsers.book('log', counts(40, { queue_full: 5 }), 20, NOW);
  expect(entry).toMatchObject({ accepted: 40, delivered: 30, queued: 5 });
  expect(Object.fromEntries(entry.dropped)).toEqual({ client_queue_full: 5 });
  // The page says no more. The next one, much later, closes its book.
  browsers.book('log', counts(1, {}, 'b'.repeat(16)), 1, NOW + 31 * 60 * 1000);
  expect(Object.fromEntries(entry.dropped)).toEqual({ client_queue_full: 5, page_gone: 5 });
  expect(entry.queued).toBe(0);
});

it('a batch that comes twice, late or from a page that cannot count leaves the book closed', () => {
  const { browsers, entry } = start();
  browsers.book('log', counts(20), 10, NOW);
  browsers.book('log', counts(10), 10, NOW);
  browsers.book('log', counts(10), 10, NOW);
  browsers.book('log', counts(30, { x: 999 }), 0, NOW);
  browsers.book('log', counts(1e15, { x: 1e15 }), 3, NOW);
  browsers.book('log', undefined, 7, NOW);
  expect(entry.queued).toBeGreaterThanOrEqual(0);
  expect(entry.accepted).toBeLessThan(200_000);
  expect(entry.delivered).toBe(40);
});

it('prefetches are told since the last batch, once for each', () => {
  const { browsers } = start();
  const told = (prefetches: number, page = id) =>
    browsers.book('log', { ...counts(1, {}, page), prefetches }, 1, NOW);
  expect([told(3), told(3), told(5), told(2), told(4, 'b'.repeat(16)), told(1e15) <= 100_000]).toEqual([
    3,
    0,
    2,
    0,
    4,
    true,
  ]);
});

it('invented reasons and pages are bounded', () => {
  const { browsers, entry } = start();
  for (let page = 0; page < 10_500; page++) {
    const name = page.toString(16).padStart(16, '0');
    browsers.book('log', counts(2, { [`r${page}`]: 1 }, name), 0, NOW);
  }
  expect(entry.dropped.size).toBeLessThanOrEqual(66);
  expect(entry.dropped.get('page_gone')).toBe(500);
});

it('reads counts from a resource, and nothing from nonsense', () => {
  const request = (attributes: unknown) => ({ resourceLogs: [{ resource: { attributes } }] });
  const attribute = (key: string, value: object) => ({ key: `throughline.client.${key}`, value });
  const good = [
    attribute('ledger.id', { stringValue: id }),
    attribute('captured', { intValue: '12' }),
    attribute('dropped.queue_full', { intValue: 2 }),
    attribute('dropped.BAD reason', { intValue: 2 }),
  ];
  expect(readClientCounts(request(good), 'resourceLogs')).toEqual(counts(12, { queue_full: 2 }));
  // As the synchronous part of the client writes numbers.
  const double = attribute('captured', { doubleValue: 12 });
  expect(readClientCounts(request([good[0], double]), 'resourceLogs')).toEqual(counts(12));
  for (const bad of [
    undefined,
    [],
    {},
    [null, 1],
    good.slice(1),
    [good[0], attribute('captured', { intValue: -1 })],
  ]) {
    expect(readClientCounts(request(bad), 'resourceLogs')).toBeUndefined();
  }
});
