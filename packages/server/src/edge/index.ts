import type { Logger } from 'pino';
import type { ThroughlineOptions } from '../config/ThroughlineOptions.js';
import type { SqlCall } from '../tracing/sqlSpan.js';
import type { SpanOptions } from '../tracing/withSpan.js';

/**
 * The same names in the edge runtime, where there is no Node: nothing is traced or logged, and nothing breaks. Chosen
 * by the export condition `edge-light`.
 */
export function register(_options?: ThroughlineOptions): void {}

export function onRequestError(): void {}

export function setSampling(): undefined {}

export function setLogging(): { level: 'silent'; sampling: [] } {
  return { level: 'silent', sampling: [] };
}

export function healthCheck(): () => void {
  return () => {};
}

const inertMetric = { inc() {}, dec() {}, set() {}, observe() {}, remove() {} };
const inertMetrics = () => inertMetric;

/** Metrics that count nothing. */
export const metrics = {
  counter: inertMetrics,
  gauge: inertMetrics,
  histogram: inertMetrics,
  summary: inertMetrics,
  remove() {},
};

type InertSpan = Record<string, (...values: unknown[]) => unknown>;

const inertSpan: InertSpan = new Proxy<InertSpan>({}, { get: () => () => undefined });

export function withSpan<T>(
  _name: string,
  optionsOrFn: SpanOptions | ((span: InertSpan) => T),
  fn?: (span: InertSpan) => T,
): T {
  const run = typeof optionsOrFn === 'function' ? optionsOrFn : fn;
  if (!run) throw new TypeError('withSpan needs a function');
  return run(inertSpan);
}

export function sqlSpan<T>(_call: SqlCall, fn: () => T): T {
  return fn();
}

type InertLogger = Pick<Logger, 'level'> & Record<string, unknown>;

/** A logger that keeps nothing. */
export const logger: InertLogger = new Proxy<InertLogger>(
  { level: 'silent' },
  { get: (target, key) => (key === 'level' ? target.level : key === 'child' ? () => logger : () => {}) },
);
