import type { Level } from '@throughline/semconv';

/** How `OTEL_TRACES_SAMPLER` names samplers (SDK environment variable specification). */
export const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
export type SamplerName = (typeof SAMPLERS)[number];

/** What the log lines are written to stdout as. */
export const STDOUT_FORMATS = ['json', 'pretty', 'off'] as const;
export type StdoutFormat = (typeof STDOUT_FORMATS)[number];

/**
 * Options of `register`. Each falls back to its environment variable, then to its default. A wrong value throws at
 * start-up and the message names the option, the value and what is allowed.
 */
export interface ThroughlineOptions {
  /** Name of this service. Env `OTEL_SERVICE_NAME`. @defaultValue `unknown_service:node` */
  serviceName?: string;
  /** More resource attributes. Env `OTEL_RESOURCE_ATTRIBUTES` (`key=value,key=value`, percent-encoded). */
  resourceAttributes?: Record<string, string>;
  /**
   * Deployment environment. Env: `deployment.environment.name` within `OTEL_RESOURCE_ATTRIBUTES`.
   * @defaultValue `NODE_ENV`, or `development`
   */
  environment?: string;
  /** `true`: nothing is traced, counted or exported. Env `OTEL_SDK_DISABLED`. @defaultValue false */
  disabled?: boolean;
  /**
   * Base URL of an OTLP/HTTP receiver; spans go to `/v1/traces` below it. Env `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`
   * (the full URL) or `OTEL_EXPORTER_OTLP_ENDPOINT` (the base). Absent: no span is exported.
   */
  otlpEndpoint?: string;
  /** Headers of the export, for example `authorization`. Env `OTEL_EXPORTER_OTLP_HEADERS`. */
  otlpHeaders?: Record<string, string>;
  /** Env `OTEL_TRACES_SAMPLER`. @defaultValue `parentbased_always_on` */
  sampler?: SamplerName;
  /** Share of traces of the `traceidratio` samplers, 0 to 1. Env `OTEL_TRACES_SAMPLER_ARG`. @defaultValue 1 */
  sampleRatio?: number;
  /** Base URL of Loki. Env `LOKI_URL`. Absent: no line is pushed. */
  lokiUrl?: string;
  /** Env `LOKI_USERNAME`. */
  lokiUsername?: string;
  /** Env `LOKI_PASSWORD`. */
  lokiPassword?: string;
  /** Lowest level that is logged. Env `THROUGHLINE_LOG_LEVEL`. @defaultValue `info` */
  logLevel?: Level;
  /** Env `THROUGHLINE_LOG_STDOUT`. @defaultValue `json` in production, `pretty` otherwise */
  logStdout?: StdoutFormat;
  /** Bearer token of the metrics route. Env `THROUGHLINE_METRICS_TOKEN`. */
  metricsToken?: string;
  /** Longest time at exit for the last delivery, in milliseconds, up to 60,000. @defaultValue 5000 */
  shutdownTimeoutMillis?: number;
}
