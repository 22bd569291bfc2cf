import type { ResourceSpans, SpanRecord } from '@throughline/otlp';
import { expect, it } from 'vitest';
import { SpanBatch } from './SpanBatch.js';

const span = (name: string): SpanRecord => ({
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentSpanId: undefined,
  traceState: undefined,
  flags: 0x101,
  name,
  kind: 1,
  startTimeUnixNano: '1',
  endTimeUnixNano: '2',
  attributes: {},
  droppedAttributesCount: 0,
  events: [],
  droppedEventsCount: 0,
  links: [],
  droppedLinksCount: 0,
  statusCode: 0,
  statusMessage: undefined,
});

const read = (batch: SpanBatch) => {
  const { resource, scopeSpans = [] } = JSON.parse(batch.take()) as ResourceSpans;
  return {
    resource,
    scopes: scopeSpans.map(({ scope, schemaUrl, spans = [] }) => [
      scope,
      schemaUrl,
      spans.map(({ name }) => name),
    ]),
  };
};

it('writes spans under their resource and scopes, and begins anew when it was taken', () => {
  const batch = new SpanBatch({ 'service.name': 'a "shop"' });
  const own = { name: 'own' };
  const other = { name: 'other "one"', version: '1.0', schemaUrl: 'https://x/' };
  batch.add(span('1'), own);
  batch.add(span('2'), own);
  batch.add(span('3'), other);
  batch.add(span('4'), own);
  expect(batch.spans).toBe(4);
  expect(read(batch)).toEqual({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: 'a "shop"' } }] },
    scopes: [
      [{ name: 'own' }, undefined, ['1', '2']],
      [{ name: 'other "one"', version: '1.0' }, 'https://x/', ['3']],
      [{ name: 'own' }, undefined, ['4']],
    ],
  });
  expect([batch.spans, batch.bytes]).toEqual([0, 0]);
  batch.add(span('again'), own);
  expect(read(batch).scopes).toEqual([[{ name: 'own' }, undefined, ['again']]]);
});

it('grows with what it is given, in any script', () => {
  const batch = new SpanBatch({});
  const long = 'größer 日本語 😀'.repeat(4_000);
  const scope = { name: 'x' };
  for (let index = 0; index < 5; index++) batch.add(span(long), scope);
  const names = read(batch).scopes[0]?.[2];
  expect(names).toHaveLength(5);
  expect(Array.isArray(names) && names.every((name) => name === long)).toBe(true);
});

it('takes nothing of a span that cannot be written', () => {
  const batch = new SpanBatch({});
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  batch.add(span('fine'), { name: 'x' });
  expect(() => batch.add({ ...span('bad'), attributes: { circular } }, { name: 'y' })).toThrow();
  expect(read(batch).scopes).toEqual([[{ name: 'x' }, undefined, ['fine']]]);
});
