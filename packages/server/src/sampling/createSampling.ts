import type { Configuration } from '../config/Configuration.js';
import { SamplingContract } from './SamplingContract.js';

/** The sampler that `OTEL_TRACES_SAMPLER` names, within the contract. */
export function createSampling({ sampler, sampling }: Configuration): SamplingContract {
  const [root, mode] = sampler.startsWith('parentbased_')
    ? ([sampler.slice('parentbased_'.length), 'parent'] as const)
    : ([sampler, sampler === 'always_off' ? 'off' : 'own'] as const);
  const ratio = root === 'always_on' ? 1 : root === 'always_off' ? 0 : sampling.ratio;
  return new SamplingContract({ ...sampling, ratio }, mode);
}
