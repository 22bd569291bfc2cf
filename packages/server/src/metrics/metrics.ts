import { processState } from '../runtime/processState.js';
import type {
  Counter,
  Distribution,
  Gauge,
  HistogramOptions,
  MetricOptions,
  SummaryOptions,
} from './MetricOptions.js';

/**
 * The app's own metrics, on the page with the package's. Each call is get-or-create: the same definition gives the same
 * metric, in whatever module and however often it is evaluated.
 * @throws ThroughlineMetricDefinitionError where a metric is defined: for a name that Prometheus would refuse, or a
 * different definition under the same name
 */
export const metrics = {
  counter: <L extends string = never>(options: MetricOptions<L>): Counter<L> =>
    processState().registry.counter(options),
  gauge: <L extends string = never>(options: MetricOptions<L>): Gauge<L> =>
    processState().registry.gauge(options),
  histogram: <L extends string = never>(options: HistogramOptions<L>): Distribution<L> =>
    processState().registry.histogram(options),
  summary: <L extends string = never>(options: SummaryOptions<L>): Distribution<L> =>
    processState().registry.summary(options),
  /** Takes a metric with all its series off the page. */
  remove: (name: string): void => processState().registry.remove(name),
};
