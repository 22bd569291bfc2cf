import {
  ENV_FORCED_TRACES_PER_SECOND,
  ENV_SAMPLE_RULES,
  ENV_SLOW_MILLIS,
  ENV_TRACES_SAMPLER_ARG,
} from '@throughline/semconv';
import { resolveSampling } from '../sampling/resolveSampling.js';
import type { SamplingOptions, SamplingRule, SamplingSettings } from '../sampling/SamplingSettings.js';
import { type Environment, readSetting, toNumber, toPairs } from './readSetting.js';
import type { ThroughlineOptions } from './ThroughlineOptions.js';

/** How much is traced: code, then environment, then default. */
export function readSampling(options: ThroughlineOptions, env: Environment): SamplingSettings {
  const { sampling = {} } = options;
  const change: SamplingOptions = { ...sampling };
  const ratio = readSetting('sampleRatio', options.sampleRatio, env, ENV_TRACES_SAMPLER_ARG);
  if (ratio) change.ratio = toNumber(ratio, 0, 1);
  const slow = readSetting('sampling.slowMillis', sampling.slowMillis, env, ENV_SLOW_MILLIS);
  if (slow) change.slowMillis = toNumber(slow, 0, Number.POSITIVE_INFINITY);
  const forced = readSetting(
    'sampling.forcedPerSecond',
    sampling.forcedPerSecond,
    env,
    ENV_FORCED_TRACES_PER_SECOND,
  );
  if (forced) change.forcedPerSecond = toNumber(forced, 0, Number.POSITIVE_INFINITY);
  if (!sampling.rules) {
    const rules = readSetting<string>('sampling.rules', undefined, env, ENV_SAMPLE_RULES);
    if (rules) change.rules = toRules(toPairs(rules), rules.name);
  }
  return resolveSampling(change);
}

function toRules(pairs: Record<string, string>, name: string): SamplingRule[] {
  return Object.entries(pairs).map(([path, ratio]) => ({
    path,
    ratio: toNumber({ name, value: ratio }, 0, 1),
  }));
}
