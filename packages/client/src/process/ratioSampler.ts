import { type Context, isSpanContextValid, TraceFlags, trace } from '@opentelemetry/api';
import { type Sampler, SamplingDecision } from '@opentelemetry/sdk-trace';
import { sampledState } from './sampledState.js';

/**
 * One decision a trace: a child follows its parent, a root is sampled when its trace id falls below `ratio`.
 * What is not sampled is recorded all the same, so that a span that fails can still be sent.
 */
export function ratioSampler(ratio: number): Sampler {
  return {
    shouldSample(context: Context, traceId: string) {
      const parent = trace.getSpanContext(context);
      const sampled =
        parent && isSpanContextValid(parent)
          ? (parent.traceFlags & TraceFlags.SAMPLED) !== 0
          : sampledState(traceId, ratio);
      return { decision: sampled ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.RECORD };
    },
    toString: () => `RatioSampler{${ratio}}`,
  };
}
