import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTraces } from '../ingest/readTraces.js';
import { nowNanos, spanOf, traceRequest } from '../testing/requests.js';
import { DEFAULT_STORE_LIMITS, type StoreLimits } from './limits.js';
import { Store } from './Store.js';
import { StoreError } from './StoreError.js';

let directory = '';
const open: Store[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughline-store-'));
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  await rm(directory, { recursive: true, force: true });
});

async function openStore(limits: Partial<StoreLimits> = {}, dataDir?: string): Promise<Store> {
  const store = await Store.open({
    limits: { ...DEFAULT_STORE_LIMITS, ...limits },
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  open.push(store);
  return store;
}

/** Writes spans that start a second apart, the last one now, each of a service of its own. */
async function writeSpans(store: Store, count: number, attribute = ''): Promise<void> {
  const requests = Array.from({ length: count }, (_, index) =>
    traceRequest(`service-${index}`, [
      spanOf({
        name: `span-${index}`,
        startTimeUnixNano: nowNanos((index - count) * 1000).toString(),
        attributes: [{ key: 'text', value: { stringValue: attribute + index } }],
      }),
    ]),
  );
  await Promise.all(requests.map((request) => store.write({ spans: readTraces(request).spans })));
}

const names = async (store: Store) =>
  (await store.select<{ name: string }>('SELECT name FROM d.spans ORDER BY start_ns')).map(
    ({ name }) => name,
  );

describe.each(['memory', 'disk'])('in %s', (kind) => {
  const dataDir = () => (kind === 'disk' ? directory : undefined);

  test('closing waits for the queries at hand, stores what was written, and refuses what comes later', async () => {
    const store = await openStore({}, dataDir());
    const slow = () =>
      store.select<{ n: bigint }>('SELECT count(*) AS n FROM range(40000000) WHERE range % 7 = 1');
    const queries = Promise.all([slow(), slow(), slow(), store.counts()]);
    const written = writeSpans(store, 3);
    const closed = store.close();
    await expect(store.select('SELECT 1')).rejects.toThrow('the store is closed');
    await expect(store.counts()).rejects.toThrow('the store is closed');
    await expect(writeSpans(store, 1)).rejects.toThrow('the store is closed');
    await written;
    expect((await queries)[0]).toEqual([{ n: 5714286n }]);
    await closed;
  });

  test('rows over the limit go, oldest first, and with them the services that nothing refers to', async () => {
    const store = await openStore({ maxSpans: 100 }, dataDir());
    await writeSpans(store, 150);
    await store.trim();
    const left = await names(store);
    expect(left.length).toBeLessThanOrEqual(100);
    expect(left.length).toBeGreaterThanOrEqual(85);
    expect(left.at(-1)).toBe('span-149');
    expect(left).not.toContain('span-0');
    const services = await store.select<{ name: string }>('SELECT name FROM d.resources');
    expect(services).toHaveLength(left.length);
    const counts = await store.counts();
    expect(counts.spans).toBe(left.length);
    expect(counts.deleted.spans).toBe(150 - left.length);
  });

  test('rows over the age go', async () => {
    const store = await openStore({ maxAgeMillis: 10_500 }, dataDir());
    await writeSpans(store, 30);
    await store.trim();
    expect((await names(store)).length).toBeLessThanOrEqual(10);
    expect((await names(store)).at(-1)).toBe('span-29');
  });

  test('a service whose rows were deleted is known again when it comes back', async () => {
    const store = await openStore({ maxAgeMillis: 10_500 }, dataDir());
    await writeSpans(store, 30);
    await store.trim();
    await store.write({ spans: readTraces(traceRequest('service-0', [spanOf({ name: 'again' })])).spans });
    const rows = await store.select<{ service: string }>(
      "SELECT r.name AS service FROM d.spans s JOIN d.resources r ON r.id = s.resource WHERE s.name = 'again'",
    );
    expect(rows).toEqual([{ service: 'service-0' }]);
  });

  test('bytes over the limit go', async () => {
    const maxBytes = 6 * 1024 * 1024;
    const store = await openStore({ maxBytes }, dataDir());
    const noise = Array.from({ length: 600 }, () => Math.random().toString(36)).join('');
    for (let round = 0; round < 3; round++) await writeSpans(store, 1000, noise + round);
    await store.trim();
    await store.trim();
    expect((await store.counts()).bytes).toBeLessThanOrEqual(maxBytes);
    expect((await names(store)).at(-1)).toBe('span-999');
  });
});

describe('on disk', () => {
  test('everything is there after closing and opening', async () => {
    const first = await openStore({}, directory);
    await writeSpans(first, 20);
    await first.close();
    open.length = 0;
    const second = await openStore({}, directory);
    expect(await names(second)).toHaveLength(20);
    expect((await second.counts()).spans).toBe(20);
    await writeSpans(second, 20);
    // The numbers of known services are used again.
    expect(await second.select('SELECT DISTINCT id FROM d.resources')).toHaveLength(20);
  });

  test('a store of another version is refused, and says what to do', async () => {
    await (await openStore({}, directory)).close();
    open.length = 0;
    const instance = await DuckDBInstance.create(join(directory, 'throughline.duckdb'));
    const connection = await instance.connect();
    await connection.run('UPDATE about SET version = 999');
    connection.closeSync();
    instance.closeSync();
    await expect(openStore({}, directory)).rejects.toThrow(StoreError);
    await expect(openStore({}, directory)).rejects.toThrow(
      /schema version 999.*delete the file or choose another/,
    );
  });
});

test('a batch that cannot be stored rejects for its sender and does not harm the next', async () => {
  const store = await openStore();
  const [row] = readTraces(traceRequest('a', [spanOf()])).spans;
  if (row === undefined) throw new Error('no row');
  await expect(store.write({ spans: [{ ...row, kind: 'x' as unknown as number }] })).rejects.toThrow();
  await store.write({ spans: [{ ...row, name: 'good' }] });
  expect(await names(store)).toEqual(['good']);
  expect(await store.select('SELECT name FROM d.resources')).toEqual([{ name: 'a' }]);
});
