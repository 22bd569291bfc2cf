import type { MetricOptions, MetricType } from './MetricOptions.js';

/** A metric that Prometheus would refuse or misread, or two that contradict each other. Thrown where it is defined. */
export class MetricDefinitionError extends Error {
  override readonly name = 'ThroughlineMetricDefinitionError';
}

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const LABEL = /^[a-z][a-z0-9_]*$/;
/** Prometheus's own, or ours for what is over the cap. */
const RESERVED_LABELS = new Set(['le', 'quantile', 'worker_id']);
/** Ends that Prometheus gives to the parts of a metric. */
const RESERVED_END = /_(bucket|count|sum|created)$/;
/** promtool asks for base units. */
const DERIVED_UNIT =
  /_(ms|millis|milliseconds|us|micros|microseconds|ns|nanoseconds|minutes|hours|days|kb|mb|gb|kilobytes|megabytes|gigabytes|percent)(_total)?$/;

/** @throws MetricDefinitionError that says what is wrong and what is allowed */
export function checkMetric(
  type: MetricType,
  options: MetricOptions & { buckets?: readonly number[] },
): void {
  const { name, help, labels = [], unit, buckets } = options;
  const refuse = (why: string): never => {
    throw new MetricDefinitionError(`metric ${JSON.stringify(name)}: ${why}`);
  };
  if (typeof name !== 'string' || !NAME.test(name)) refuse('the name must be snake_case, like orders_total');
  if (typeof help !== 'string' || help.trim() === '') refuse('a help text is needed');
  if (type === 'counter' && !name.endsWith('_total')) refuse('the name of a counter must end in _total');
  if (type !== 'counter' && name.endsWith('_total')) refuse('only the name of a counter may end in _total');
  if (RESERVED_END.test(name)) refuse('the name must not end in _bucket, _count, _sum or _created');
  if (DERIVED_UNIT.test(name)) refuse('use base units: seconds, bytes, ratio');
  const base = name.replace(/_total$/, '');
  if (unit !== undefined && !base.endsWith(`_${unit}`))
    refuse(`with the unit ${unit} it must end in _${unit}`);
  for (const label of labels) {
    if (!LABEL.test(label) || label.startsWith('__'))
      refuse(`the label ${JSON.stringify(label)} must be snake_case`);
    if (RESERVED_LABELS.has(label)) refuse(`the label ${label} is reserved`);
  }
  if (new Set(labels).size !== labels.length) refuse('a label is given twice');
  if (buckets?.some((bound, index) => index > 0 && !(bound > (buckets[index - 1] ?? 0)))) {
    refuse('the buckets must rise');
  }
}
