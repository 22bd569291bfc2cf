/** Environment variables. `OTEL_*` are OpenTelemetry's (SDK configuration specification), `LOKI_*` and `THROUGHLINE_*` ours. */
export const ENV_SERVICE_NAME = 'OTEL_SERVICE_NAME';
export const ENV_RESOURCE_ATTRIBUTES = 'OTEL_RESOURCE_ATTRIBUTES';
export const ENV_SDK_DISABLED = 'OTEL_SDK_DISABLED';
export const ENV_OTLP_ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
export const ENV_OTLP_TRACES_ENDPOINT = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
export const ENV_OTLP_HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';
export const ENV_TRACES_SAMPLER = 'OTEL_TRACES_SAMPLER';
export const ENV_TRACES_SAMPLER_ARG = 'OTEL_TRACES_SAMPLER_ARG';

/** Base URL of Loki, without `/loki/api/v1/push`. Unset: nothing is pushed. */
export const ENV_LOKI_URL = 'LOKI_URL';
export const ENV_LOKI_USERNAME = 'LOKI_USERNAME';
export const ENV_LOKI_PASSWORD = 'LOKI_PASSWORD';

/** Bearer token that `GET /api/metrics` asks for. */
export const ENV_METRICS_TOKEN = 'THROUGHLINE_METRICS_TOKEN';
/** Lowest level that is logged: one of `LEVELS`. Default `info`. */
export const ENV_LOG_LEVEL = 'THROUGHLINE_LOG_LEVEL';
/** Base URL of the viewer, for links out of the app. */
export const ENV_VIEWER_URL = 'THROUGHLINE_VIEWER_URL';
/** Port of the embedded backend. Default: `BACKEND_DEFAULT_PORT`, or a free one where that is taken. */
export const ENV_BACKEND_PORT = 'THROUGHLINE_PORT';
/** Chrome or Chromium for tests, screenshots and simulated visitors. */
export const ENV_CHROMIUM = 'THROUGHLINE_CHROMIUM';
/** What the server writes its log lines to stdout as: `json`, `pretty` or `off`. */
export const ENV_LOG_STDOUT = 'THROUGHLINE_LOG_STDOUT';
