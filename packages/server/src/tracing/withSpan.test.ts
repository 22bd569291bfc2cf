import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sqlSpan } from './sqlSpan.js';
import { withSpan } from './withSpan.js';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

beforeAll(() => provider.register());
beforeEach(() => exporter.reset());
afterAll(() => provider.shutdown());

const byName = (name: string) => {
  const span = exporter.getFinishedSpans().find((candidate) => candidate.name === name);
  if (!span) throw new Error(`no span ${name}`);
  return span;
};

it('returns what the function returns, sync and async, and nests over await', async () => {
  expect(withSpan('sync', () => 1)).toBe(1);
  const value = await withSpan('outer', { attributes: { a: 1 }, kind: 'producer' }, async () => {
    await Promise.resolve();
    return withSpan('inner', async () => 2);
  });
  expect(value).toBe(2);
  expect(byName('inner').parentSpanContext?.spanId).toBe(byName('outer').spanContext().spanId);
  expect(byName('outer')).toMatchObject({ kind: SpanKind.PRODUCER, attributes: { a: 1 } });
});

it('records an error on the innermost span once, with its causes, and passes it on', async () => {
  const error = new TypeError('broken', { cause: new Error('why') });
  const run = withSpan('outer', () => withSpan('inner', () => Promise.reject(error)));
  await expect(run).rejects.toBe(error);
  expect(() =>
    withSpan('thrown', () => {
      throw new Error('now');
    }),
  ).toThrow('now');
  const inner = byName('inner');
  expect(inner.status).toEqual({ code: SpanStatusCode.ERROR, message: 'broken' });
  expect(inner.events[0]?.attributes?.['exception.stacktrace']).toMatch(
    /TypeError: broken[\s\S]*Caused by: Error: why/,
  );
  expect(byName('outer').status.code).toBe(SpanStatusCode.ERROR);
  expect(byName('outer').events).toEqual([]);
  expect(byName('thrown').ended).toBe(true);
});

it('says what was thrown, also where that is no error', async () => {
  for (const [thrown, message] of [
    [{ message: 'of an object' }, 'of an object'],
    [{ code: 7, token: 'secret' }, '{ code, token }'],
    ['text', 'text'],
    [undefined, 'undefined'],
  ] as const) {
    await expect(withSpan('odd', () => Promise.reject(thrown))).rejects.toBe(thrown);
    expect(byName('odd').status.message).toBe(message);
    exporter.reset();
  }
});

it("does not take Next's redirect for an error", () => {
  const redirect = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/;307;' });
  expect(() =>
    withSpan('action', () => {
      throw redirect;
    }),
  ).toThrow(redirect);
  expect(byName('action').status.code).toBe(SpanStatusCode.UNSET);
});

it('hands out the very thenable, so that a lazy query runs once', async () => {
  let runs = 0;
  // biome-ignore lint/suspicious/noThenProperty: a query builder is a thenable.
  const query = { then: (done: (value: number) => unknown) => Promise.resolve(++runs).then(done) };
  expect(withSpan('lazy', () => query)).toBe(query);
  expect(trace.getActiveSpan()).toBeUndefined();
});

it('describes a database call', async () => {
  const rows = [{ id: 1 }, { id: 2 }];
  await sqlSpan({ system: 'postgresql', text: 'SELECT *\n  FROM products p\n WHERE id = $1' }, async () => ({
    rows,
  }));
  expect(byName('SELECT products')).toMatchObject({
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': 'postgresql',
      'db.query.text': 'SELECT * FROM products p WHERE id = $1',
      'db.query.summary': 'SELECT products',
      'db.operation.name': 'SELECT',
      'db.collection.name': 'products',
      'db.response.returned_rows': 2,
    },
  });
  sqlSpan({ system: 'postgresql', text: 'BEGIN' }, () => undefined);
  expect(byName('BEGIN').attributes['db.collection.name']).toBeUndefined();
  sqlSpan({ system: 'postgresql', text: 'x', operation: 'COPY', collection: 'orders' }, () => undefined);
  expect(byName('COPY orders').ended).toBe(true);
});
