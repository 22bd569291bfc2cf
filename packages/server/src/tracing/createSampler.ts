import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Configuration } from '../config/Configuration.js';

/** The sampler that `OTEL_TRACES_SAMPLER` names. */
export function createSampler({ sampler, sampleRatio }: Configuration): Sampler {
  const root = createRoot(sampler.replace('parentbased_', ''), sampleRatio);
  return sampler.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

function createRoot(name: string, ratio: number): Sampler {
  if (name === 'always_on') return new AlwaysOnSampler();
  return name === 'always_off' ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
}
