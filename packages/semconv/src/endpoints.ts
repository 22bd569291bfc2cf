/** Paths that the app serves (Next.js route handlers) and that the embedded backend serves. */

/** Relay for browser spans, OTLP/HTTP. */
export const RELAY_TRACES_PATH = '/api/telemetry/v1/traces';
/** Relay for browser log records, OTLP/HTTP. */
export const RELAY_LOGS_PATH = '/api/telemetry/v1/logs';
/** Session tokens for pages, where the relay asks for them. */
export const RELAY_SESSION_PATH = '/api/telemetry/v1/session';
/** The ledger as JSON, behind the token of the metrics. */
export const LEDGER_PATH = '/api/telemetry/v1/ledger';
/** Prefix of every relay path: requests below it are never traced. */
export const RELAY_PREFIX = '/api/telemetry/';
/** OpenMetrics exposition of the app. */
export const METRICS_PATH = '/api/metrics';
/** Liveness of the app. */
export const HEALTH_PATH = '/api/health';

/** OTLP/HTTP paths, relative to the endpoint (OTLP specification 1.x, "OTLP/HTTP Request"). */
export const OTLP_TRACES_PATH = '/v1/traces';
export const OTLP_LOGS_PATH = '/v1/logs';

/** Loki's push path, relative to `LOKI_URL`. */
export const LOKI_PUSH_PATH = '/loki/api/v1/push';

/** Prefix of the embedded backend's own API for its viewer; everything else it serves is a real system's API. */
export const VIEWER_API_PREFIX = '/api/viewer/v1';
