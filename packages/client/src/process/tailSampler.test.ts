import { expect, test } from 'vitest';
import type { Client } from '../Client.js';
import type { SpanDraft } from './SpanDraft.js';
import { createTailSampler } from './tailSampler.js';

function start(pageTrace?: string) {
  const passed: string[] = [];
  let evicted = 0;
  const page = { span: pageTrace && { spanContext: () => ({ traceId: pageTrace }) } };
  const tail = createTailSampler(
    { page } as unknown as Client,
    4000,
    (draft) => passed.push(draft.name),
    (spans) => {
      evicted += spans;
    },
  );
  return { tail, passed, evicted: () => evicted };
}

function draft(name: string, traceId: string, more: Partial<SpanDraft> = {}): SpanDraft {
  const context = { traceId, spanId: name, traceFlags: 0 };
  return {
    ...{ context, name, parentSpanId: 'root', kind: 1, startMillis: 0, endMillis: 10, attributes: {} },
    ...{ status: { code: 0 }, page: { id: 'p', path: '/', type: 'load' } },
    ...more,
  };
}

test('what waits is bounded: the oldest trace goes first, and is counted', () => {
  const { tail, passed, evicted } = start();
  for (let index = 0; index < 10; index++) tail.span(draft(`old ${index}`, 'old'));
  for (let index = 0; index < 388; index++) tail.span(draft(`new ${index}`, 'new'));
  expect(evicted()).toBe(0);
  tail.span(draft('one too many', 'new'));
  expect(evicted()).toBe(10);
  tail.span(draft('failed', 'old', { status: { code: 2 } }));
  expect(passed).toEqual(['failed']);
  tail.span(draft('failed too', 'new', { status: { code: 2 } }));
  expect(passed).toHaveLength(1 + 390);
});

test('many traces of one span each take the same room', () => {
  const { tail, evicted } = start();
  for (let index = 0; index < 1000; index++) tail.span(draft('poll', `trace ${index}`));
  expect(evicted()).toBe(800);
});

test('a withdrawn consent leaves nothing that could be sent later', () => {
  const { tail, passed } = start();
  tail.span(draft('before', 'trace'));
  tail.clear();
  tail.span(draft('failed', 'trace', { status: { code: 2 } }));
  expect(passed).toEqual(['failed']);
});

test('a sampled span is passed on as it is', () => {
  const { tail, passed } = start();
  const sampled = draft('sampled', 'trace');
  sampled.context.traceFlags = 1;
  tail.span(sampled);
  expect(passed).toEqual(['sampled']);
  expect(sampled.attributes).toEqual({});
});
