import { LEVELS } from '@throughline/semconv';
import type { LogSamplingRule } from '../logs/LogSampler.js';
import { oneOf, toNumber } from './readSetting.js';

const LIMITS = { intervalMillis: 86_400_000, perSecond: 1e9, burst: 1e9, probability: 1 } as const;

/** @throws ConfigurationError for a wrong rule */
export function checkLogSampling(rules: readonly LogSamplingRule[]): readonly LogSamplingRule[] {
  for (const rule of rules) {
    if (rule.level !== undefined) oneOf({ name: 'logSampling[].level', value: rule.level }, LEVELS);
    for (const key of ['intervalMillis', 'perSecond', 'burst', 'probability'] as const) {
      const value = rule[key];
      if (value !== undefined) toNumber({ name: `logSampling[].${key}`, value }, 0, LIMITS[key]);
    }
  }
  return rules;
}
