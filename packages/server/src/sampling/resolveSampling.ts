import { ConfigurationError } from '../config/ConfigurationError.js';
import { toNumber } from '../config/readSetting.js';
import { DEFAULT_SAMPLING, type SamplingOptions, type SamplingSettings } from './SamplingSettings.js';

/**
 * `change` on top of `base`.
 * @throws ConfigurationError for a wrong value
 */
export function resolveSampling(
  change: SamplingOptions,
  base: SamplingSettings = DEFAULT_SAMPLING,
): SamplingSettings {
  const { ratio, rules, forcedPerSecond, keepFailed, slowMillis } = change;
  for (const rule of rules ?? []) {
    if (typeof rule.path !== 'string' || !rule.path.startsWith('/')) {
      throw new ConfigurationError('sampling.rules[].path', String(rule.path), 'a path that starts with /');
    }
    number('sampling.rules[].ratio', rule.ratio, 1);
    number('sampling.rules[].slowMillis', rule.slowMillis);
  }
  return {
    ratio: number('sampleRatio', ratio, 1) ?? base.ratio,
    rules: rules ?? base.rules,
    forcedPerSecond: number('sampling.forcedPerSecond', forcedPerSecond) ?? base.forcedPerSecond,
    keepFailed: keepFailed ?? base.keepFailed,
    slowMillis: number('sampling.slowMillis', slowMillis) ?? base.slowMillis,
  };
}

function number(name: string, value: number | undefined, max = Number.POSITIVE_INFINITY): number | undefined {
  return value === undefined ? undefined : toNumber({ name, value }, 0, max);
}
