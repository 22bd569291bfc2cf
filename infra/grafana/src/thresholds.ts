import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';

/** Where a value begins to be worth a look, and where it is bad. */
export interface Limits {
  readonly warn?: number;
  readonly bad: number;
}

const GOOD = 'green';
const WARN = 'yellow';
const BAD = 'red';

/** Colours by limits that rise; without limits nothing is good or bad, and nothing is coloured. */
export function thresholds(limits?: Limits): ThresholdsConfigBuilder {
  const steps = !limits
    ? [{ value: null, color: 'text' }]
    : [
        { value: null, color: GOOD },
        ...(limits.warn === undefined ? [] : [{ value: limits.warn, color: WARN }]),
        { value: limits.bad, color: BAD },
      ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** Anything above nothing is bad: losses, targets that are down. */
export const NONE_WANTED: Limits = { bad: 1 };
