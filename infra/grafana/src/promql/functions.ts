/** Per second, over a window that Grafana fits to the resolution of the panel. */
export function rate(selector: string, window = '$__rate_interval'): string {
  return `rate(${selector}[${window}])`;
}

/** How much a counter rose, by default in the time that the dashboard shows. */
export function increase(selector: string, window = '$__range'): string {
  return `increase(${selector}[${window}])`;
}

/** Adds series up, one result for each set of the labels. */
export function sum(labels: readonly string[], expression: string): string {
  return aggregate('sum', labels, expression);
}

/** The largest of the series, one result for each set of the labels. */
export function max(labels: readonly string[], expression: string): string {
  return aggregate('max', labels, expression);
}

/** The value below which the share `q` of all observations lies, interpolated within a bucket. */
export function quantile(q: number, labels: readonly string[], bucketRates: string): string {
  return `histogram_quantile(${q}, ${sum(['le', ...labels], bucketRates)})`;
}

/** Zero, rather than nothing, for the sets of labels that `all` has and `part` has not. */
export function orZero(part: string, all: string): string {
  return `(\n  ${part}\n  or\n  ${all} * 0\n)`;
}

/** The share of a whole, from 0 to 1. Nothing where the whole is nothing. */
export function share(part: string, all: string): string {
  return `${orZero(part, all)}\n/\n(${all} > 0)`;
}

function aggregate(operator: string, labels: readonly string[], expression: string): string {
  return labels.length > 0
    ? `${operator} by (${labels.join(', ')}) (${expression})`
    : `${operator}(${expression})`;
}
