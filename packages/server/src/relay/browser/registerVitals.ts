import {
  WEB_VITALS_CLS,
  WEB_VITALS_FCP,
  WEB_VITALS_INP,
  WEB_VITALS_LCP,
  WEB_VITALS_TTFB,
} from '@throughline/semconv';
import type { GuardedHistogram, MetricRegistry } from '../../metrics/MetricRegistry.js';

/** Where a vital is counted. */
export interface VitalHistogram {
  readonly name: string;
  readonly histogram: GuardedHistogram;
  /** The largest value that is believed, as browsers tell it. */
  readonly max: number;
  /** Browsers tell milliseconds, the histograms are in seconds. */
  readonly perUnit: number;
}

/** Ten minutes: who waited longer has left. */
const MAX_MILLIS = 600_000;
const MAX_SCORE = 100;

/** The histograms of the five vitals, by the name that browsers tell. */
export function registerVitals(registry: MetricRegistry): ReadonlyMap<unknown, VitalHistogram> {
  const timing = { max: MAX_MILLIS, perUnit: 1_000 };
  const vitals: VitalHistogram[] = [
    { name: 'lcp', histogram: registry.histogram(WEB_VITALS_LCP), ...timing },
    { name: 'fcp', histogram: registry.histogram(WEB_VITALS_FCP), ...timing },
    { name: 'ttfb', histogram: registry.histogram(WEB_VITALS_TTFB), ...timing },
    { name: 'inp', histogram: registry.histogram(WEB_VITALS_INP), ...timing },
    { name: 'cls', histogram: registry.histogram(WEB_VITALS_CLS), max: MAX_SCORE, perUnit: 1 },
  ];
  return new Map(vitals.map((vital) => [vital.name, vital]));
}
