import { ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { ratioSampler } from './ratioSampler.js';

const decide = (ratio: number, traceId: string, parentFlags?: TraceFlags) => {
  const context =
    parentFlags === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: 'b'.repeat(16), traceFlags: parentFlags });
  return ratioSampler(ratio).shouldSample(context, traceId, 'name', 0, {}, []).decision;
};
const LOW = `${'a'.repeat(18)}${'0'.repeat(14)}`;
const HIGH = `${'a'.repeat(18)}${'f'.repeat(14)}`;

test('a root is sampled by its trace id, and recorded in any case', () => {
  expect(decide(1, HIGH)).toBe(SamplingDecision.RECORD_AND_SAMPLED);
  expect(decide(0.5, HIGH)).toBe(SamplingDecision.RECORD_AND_SAMPLED);
  expect(decide(0.5, LOW)).toBe(SamplingDecision.RECORD);
  expect(decide(0, HIGH)).toBe(SamplingDecision.RECORD);
});

test('a child follows its parent', () => {
  expect(decide(0, HIGH, TraceFlags.SAMPLED)).toBe(SamplingDecision.RECORD_AND_SAMPLED);
  expect(decide(1, LOW, TraceFlags.NONE)).toBe(SamplingDecision.RECORD);
});
