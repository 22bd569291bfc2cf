import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Level } from '@throughline/semconv';
import type { LogSamplingRule } from '../logs/LogSampler.js';
import type { MetricsToken } from '../metrics/MetricsAccess.js';
import type { HostPattern } from '../outbound/hostMatcher.js';
import type { SamplingOptions } from '../sampling/SamplingSettings.js';
import type { Instrumentation } from '../tracing/Instrumentation.js';
import type { RelayOptions } from './relayConfiguration.js';
import type { SpoolOptions } from './spoolConfiguration.js';

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

/** Which spans of the framework are shown: a handful under readable names, or all that it starts. */
export const DETAILS = ['standard', 'framework'] as const;
export type Detail = (typeof DETAILS)[number];

/** Who makes the spans: this package, at a fraction of the cost, or OpenTelemetry's SDK. */
export const PROVIDERS = ['light', 'sdk'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** What the log lines are written to stdout as. */
export const STDOUT_FORMATS = ['json', 'pretty', 'off'] as const;
export type StdoutFormat = (typeof STDOUT_FORMATS)[number];

/**
 * Options of `register`. Each falls back to its environment variable, then to its default. A wrong value throws at
 * start-up and the message names the option, the value and what is allowed.
 */
export interface ThroughlineOptions extends RelayOptions, SpoolOptions {
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
  /**
   * Env `OTEL_TRACES_SAMPLER`. `always_off` makes no trace at all; every other one keeps failed and slow requests.
   * @defaultValue `parentbased_traceidratio` when `sampleRatio` is given, else `parentbased_always_on`
   */
  sampler?: SamplerName;
  /** Share of traces of the `traceidratio` samplers, 0 to 1. Env `OTEL_TRACES_SAMPLER_ARG`. @defaultValue 1 */
  sampleRatio?: number;
  /** Rules by route, limits for callers, what is kept whatever the ratio. `setSampling` changes them at run time. */
  sampling?: Omit<SamplingOptions, 'ratio'>;
  /**
   * Hosts whose calls carry `traceparent`: `api.example.com`, `*.example.com`, or an expression on the URL. Env
   * `THROUGHLINE_PROPAGATE_TRACE_TO` (hosts, comma between). @defaultValue all
   */
  propagateTraceTo?: readonly HostPattern[];
  /** Hosts whose calls carry `baggage`. Env `THROUGHLINE_PROPAGATE_BAGGAGE_TO`. @defaultValue none */
  propagateBaggageTo?: readonly HostPattern[];
  /** Base URL of Loki. Env `LOKI_URL`. Absent: no line is pushed. */
  lokiUrl?: string;
  /** Env `LOKI_USERNAME`. */
  lokiUsername?: string;
  /** Env `LOKI_PASSWORD`. */
  lokiPassword?: string;
  /** Lowest level that is logged. Env `THROUGHLINE_LOG_LEVEL`. @defaultValue `info` */
  logLevel?: Level;
  /**
   * Keeps some of the lines below `error`: the first rule that fits decides. Lines of a failed request are kept, what
   * is left out is counted and said in a summary line every minute. @defaultValue all are kept
   */
  logSampling?: readonly LogSamplingRule[];
  /**
   * Names of fields that are never logged in the clear, beside `password`, `token` and their like: `['iban']`. Browsers'
   * records too. Env `THROUGHLINE_LOG_REDACT` (comma between). @defaultValue none
   */
  logRedact?: readonly string[];
  /** Also log what the app writes with `console`. Env `THROUGHLINE_CAPTURE_CONSOLE`. @defaultValue false */
  captureConsole?: boolean;
  /** Env `THROUGHLINE_LOG_STDOUT`. @defaultValue `json` in production, `pretty` otherwise */
  logStdout?: StdoutFormat;
  /** Bearer token of the metrics route that may read all. Env `THROUGHLINE_METRICS_TOKEN`. */
  metricsToken?: string;
  /** More tokens, each with the metrics that it may read. */
  metricsTokens?: readonly MetricsToken[];
  /**
   * Address ranges that may read the metrics (`['10.0.0.0/8']`), by the connection's address. Env
   * `THROUGHLINE_METRICS_CIDRS` (comma between). @defaultValue any
   */
  metricsCidrs?: readonly string[];
  /** Serve the metrics at `/metrics` on this port too; 9464 is Prometheus's for it. Env `THROUGHLINE_METRICS_PORT`. */
  metricsPort?: number;
  /** What that port listens on. Env `THROUGHLINE_METRICS_HOST`. @defaultValue 127.0.0.1 */
  metricsHost?: string;
  /** Bounds of the duration histograms, in seconds, rising. @defaultValue OpenTelemetry's, 5 ms to 10 s */
  durationBuckets?: readonly number[];
  /** Bearer token of the admin route, which is off without. Env `THROUGHLINE_ADMIN_TOKEN`. */
  adminToken?: string;
  /** A span that is open for so long was forgotten: said in development, counted always. @defaultValue 300000 */
  unendedSpanMillis?: number;
  /**
   * `framework`: every span that Next starts is shown, two dozen a request, at the cost of as many spans. Env
   * `THROUGHLINE_DETAIL`. @defaultValue `standard`: its handler, render and proxy
   */
  detail?: Detail;
  /**
   * `sdk`: spans are made by `@opentelemetry/sdk-trace-node`, which costs about three times as much. Env
   * `THROUGHLINE_PROVIDER`. @defaultValue `light`; `sdk` when there are `spanProcessors`, which need its span objects
   */
  provider?: ProviderName;
  /** OpenTelemetry instrumentations to switch on, for example `new PgInstrumentation()`. */
  instrumentations?: readonly Instrumentation[];
  /** Span processors beside the own export. They see sampled spans and what is kept at its end. */
  spanProcessors?: readonly SpanProcessor[];
  /** Longest time at exit for the last delivery, in milliseconds, up to 60,000. @defaultValue 5000 */
  shutdownTimeoutMillis?: number;
}
