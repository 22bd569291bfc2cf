import type { MetricDefinition } from '@throughline/semconv';

/** What a selector needs to know of a metric; those that other programs export are written down in `../metrics`. */
export type Metric = Pick<MetricDefinition, 'name' | 'labels'>;

/** Conditions on labels that the metric has, operator included: `{ http_route: '=~"$route"' }`. */
export type Conditions<M extends Metric> = Readonly<
  Partial<Record<M['labels'][number] | TargetLabel | 'le', string>>
>;

/** What Prometheus adds to each series that it scrapes. */
type TargetLabel = 'job' | 'instance';

/** The series of a counter or a gauge. */
export function series<M extends Metric>(metric: M, conditions?: Conditions<M>): string {
  return select(metric.name, conditions);
}

/** How often a histogram was written to. */
export function count<M extends Metric>(metric: M, conditions?: Conditions<M>): string {
  return select(`${metric.name}_count`, conditions);
}

/** The sum of what was written to a histogram. */
export function total<M extends Metric>(metric: M, conditions?: Conditions<M>): string {
  return select(`${metric.name}_sum`, conditions);
}

/** The buckets of a histogram. */
export function buckets<M extends Metric>(metric: M, conditions?: Conditions<M>): string {
  return select(`${metric.name}_bucket`, conditions);
}

function select(name: string, conditions: Readonly<Record<string, string | undefined>> = {}): string {
  const list = Object.entries(conditions).map(([label, condition]) => `${label}${condition}`);
  return list.length > 0 ? `${name}{${list.join(', ')}}` : name;
}
