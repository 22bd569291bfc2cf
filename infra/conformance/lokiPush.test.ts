import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { STORE } from './logPayloads.js';
import { type Backend, type BothBackends, startBothBackends } from './startBothBackends.js';

describe.runIf(needsNative(['loki']))('pushes: the embedded backend takes and refuses what Loki does', () => {
  let both: BothBackends;
  beforeAll(async () => {
    both = await startBothBackends('loki');
  });
  afterAll(() => both?.stop());

  const now = () => `${Date.now()}000000`;
  const hoursAgo = (hours: number) => `${Date.now() - hours * 3_600_000}000000`;
  const stream = (...values: unknown[]) => ({ streams: [{ stream: STORE, values }] });
  const cases: [string, number, () => unknown][] = [
    ['a stream of nothing', 204, () => stream()],
    ['a line', 204, () => stream([now(), 'fine'])],
    ['a time that is no number', 400, () => stream(['now', 'x'])],
    ['a time that is no text', 400, () => stream([1790000000000000000, 'x'])],
    ['a line that is no text', 400, () => stream([now(), 7])],
    ['metadata that is no text', 400, () => stream([now(), 'x', { status: 200 }])],
    ['no labels', 400, () => ({ streams: [{ stream: {}, values: [[now(), 'x']] }] })],
    [
      'a label with a bad name',
      400,
      () => ({ streams: [{ stream: { 'a b': 'x' }, values: [[now(), 'x']] }] }),
    ],
    ['a line that is too old', 400, () => stream([hoursAgo(200), 'x'])],
    ['a line of the future', 400, () => stream([hoursAgo(-1), 'x'])],
    ['a line that is too long', 400, () => stream([now(), 'x'.repeat(300 * 1024)])],
    ['a line as long as may be', 204, () => stream([now(), 'x'.repeat(256 * 1024)])],
  ];
  test.each(cases)('%s: %i', async (_, status, body) => {
    const text = JSON.stringify(body());
    expect(await both.same((backend) => push(backend, text))).toBe(status);
  });

  test('what is no JSON: 400', async () => {
    expect(await both.same((backend) => push(backend, '{"streams":'))).toBe(400);
  });

  test.each([
    ['an entry without a line is malformed, and none with an empty one', stream([now()]), 204, 400],
    ['a push of nothing does what it says, and is no error', { streams: [] }, 422, 204],
  ])('differs on purpose: %s', async (_, body, real, embedded) => {
    expect(await push(both.real, JSON.stringify(body))).toBe(real);
    expect(await push(both.embedded, JSON.stringify(body))).toBe(embedded);
  });

  test('a line that is refused does not take its neighbours with it', async () => {
    const text = JSON.stringify(stream([hoursAgo(200), 'too old'], [now(), 'the neighbour']));
    expect(await both.same((backend) => push(backend, text))).toBe(400);
    const lines = await both.same(async ({ logs }) => {
      const query = '{service_name="store"} |= "the neighbour"';
      return (await logs.queryRange({ query, endMillis: Date.now() + 60_000 })).map(({ line }) => line);
    });
    expect(lines).toEqual(['the neighbour']);
  });
});

async function push({ loki }: Backend, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${loki}/loki/api/v1/push`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}
