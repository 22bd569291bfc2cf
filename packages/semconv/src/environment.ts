/** Environment variables. `OTEL_*` are OpenTelemetry's (SDK configuration specification), `LOKI_*` and `THROUGHLINE_*` ours. */
export const ENV_SERVICE_NAME = 'OTEL_SERVICE_NAME';
export const ENV_RESOURCE_ATTRIBUTES = 'OTEL_RESOURCE_ATTRIBUTES';
export const ENV_SDK_DISABLED = 'OTEL_SDK_DISABLED';
export const ENV_OTLP_ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
export const ENV_OTLP_TRACES_ENDPOINT = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
export const ENV_OTLP_HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';
export const ENV_TRACES_SAMPLER = 'OTEL_TRACES_SAMPLER';
export const ENV_TRACES_SAMPLER_ARG = 'OTEL_TRACES_SAMPLER_ARG';

/** Which spans of the framework are shown: `standard` or `framework`. */
export const ENV_DETAIL = 'THROUGHLINE_DETAIL';
/** Who makes the spans: `light` or `sdk`. */
export const ENV_PROVIDER = 'THROUGHLINE_PROVIDER';
/** A local root that took at least this long is exported whatever the ratio, in milliseconds. Default 1000. */
export const ENV_SLOW_MILLIS = 'THROUGHLINE_SLOW_MILLIS';
/** Traces a second that callers may force beyond the own ratio. Default 10. */
export const ENV_FORCED_TRACES_PER_SECOND = 'THROUGHLINE_FORCED_TRACES_PER_SECOND';
/** Ratios by path: `/api/poll=0,/checkout/*=1`. The first that matches counts. */
export const ENV_SAMPLE_RULES = 'THROUGHLINE_SAMPLE_RULES';

/** Base URL of Loki, without `/loki/api/v1/push`. Unset: nothing is pushed. */
export const ENV_LOKI_URL = 'LOKI_URL';
export const ENV_LOKI_USERNAME = 'LOKI_USERNAME';
export const ENV_LOKI_PASSWORD = 'LOKI_PASSWORD';

/** Bearer token that `GET /api/metrics` asks for. */
export const ENV_METRICS_TOKEN = 'THROUGHLINE_METRICS_TOKEN';
/** Hosts whose calls carry `traceparent`, comma between. Default: all. */
export const ENV_PROPAGATE_TRACE_TO = 'THROUGHLINE_PROPAGATE_TRACE_TO';
/** Hosts whose calls carry `baggage`, comma between. Default: none. */
export const ENV_PROPAGATE_BAGGAGE_TO = 'THROUGHLINE_PROPAGATE_BAGGAGE_TO';
/** Bearer token of the admin route. Unset: the route is off. */
export const ENV_ADMIN_TOKEN = 'THROUGHLINE_ADMIN_TOKEN';
/** Address ranges that may read the metrics, comma between. */
export const ENV_METRICS_CIDRS = 'THROUGHLINE_METRICS_CIDRS';
/** Port of its own for the metrics. Unset: none. */
export const ENV_METRICS_PORT = 'THROUGHLINE_METRICS_PORT';
/** What that port listens on. Default 127.0.0.1. */
export const ENV_METRICS_HOST = 'THROUGHLINE_METRICS_HOST';
/** Lowest level that is logged: one of `LEVELS`. Default `info`. */
export const ENV_LOG_LEVEL = 'THROUGHLINE_LOG_LEVEL';
/** Base URL of the viewer, for links out of the app. */
export const ENV_VIEWER_URL = 'THROUGHLINE_VIEWER_URL';
/** Port of the embedded backend. Default: `BACKEND_DEFAULT_PORT`, or a free one where that is taken. */
export const ENV_BACKEND_PORT = 'THROUGHLINE_PORT';
/** Chrome or Chromium for tests, screenshots and simulated visitors. */
export const ENV_CHROMIUM = 'THROUGHLINE_CHROMIUM';
/** `true`: what the app writes with `console` is logged too. */
export const ENV_CAPTURE_CONSOLE = 'THROUGHLINE_CAPTURE_CONSOLE';
/** More names of fields that are never logged in the clear, comma between. */
export const ENV_LOG_REDACT = 'THROUGHLINE_LOG_REDACT';
/** What the server writes its log lines to stdout as: `json`, `pretty` or `off`. */
export const ENV_LOG_STDOUT = 'THROUGHLINE_LOG_STDOUT';
/** Origins whose pages may send to the relay beside the app's own, comma between. */
export const ENV_RELAY_ORIGINS = 'THROUGHLINE_RELAY_ORIGINS';
/** Relay requests per second: of one client, and in all. */
export const ENV_RELAY_CLIENT_RATE = 'THROUGHLINE_RELAY_CLIENT_RATE';
export const ENV_RELAY_RATE = 'THROUGHLINE_RELAY_RATE';
/** Secret of the relay's session tokens, 32 characters or more; several with a comma between, the first one signs. */
export const ENV_RELAY_SECRET = 'THROUGHLINE_RELAY_SECRET';
/** Proxies before the app that add to `X-Forwarded-For`. Default 0: the header is not believed. */
export const ENV_TRUSTED_PROXIES = 'THROUGHLINE_TRUSTED_PROXIES';
/** Next's build folder, below the folder that the server runs in. `withThroughline` sets it. Default `.next`. */
export const ENV_NEXT_DIST_DIR = 'THROUGHLINE_NEXT_DIST_DIR';
/** Next's `basePath`. `withThroughline` sets it. Default none. */
export const ENV_NEXT_BASE_PATH = 'THROUGHLINE_NEXT_BASE_PATH';
/** Folder of the disk spool. Unset: what waits is in memory only. */
export const ENV_SPOOL_DIR = 'THROUGHLINE_SPOOL_DIR';
/** Most bytes of the spool, per process and signal. Default 256 MiB. */
export const ENV_SPOOL_MAX_BYTES = 'THROUGHLINE_SPOOL_MAX_BYTES';
/** When the spool calls fsync: `always`, `interval` (each second, the default) or `never`. */
export const ENV_SPOOL_FSYNC = 'THROUGHLINE_SPOOL_FSYNC';
