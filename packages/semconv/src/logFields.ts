/** Field names of a log line, as OpenTelemetry's pino instrumentation writes them. */
export const LOG_TRACE_ID = 'trace_id';
export const LOG_SPAN_ID = 'span_id';
export const LOG_TRACE_FLAGS = 'trace_flags';

/** Loki labels. Few and fixed: everything else is structured metadata. */
export const LABEL_SERVICE_NAME = 'service_name';
export const LABEL_DEPLOYMENT_ENVIRONMENT = 'deployment_environment';
export const LABEL_SOURCE = 'source';
export const LABEL_LEVEL = 'level';
export const LOKI_LABELS = [
  LABEL_SERVICE_NAME,
  LABEL_DEPLOYMENT_ENVIRONMENT,
  LABEL_SOURCE,
  LABEL_LEVEL,
] as const;

/** Values of the label `source`. */
export const SOURCE_BROWSER = 'browser';
export const SOURCE_SERVER = 'server';

/** Values of the label `level`, from low to high; pino's names. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];
/** Trace id of the relay request that brought a browser's line. */
export const LOG_RELAY_TRACE_ID = 'relay_trace_id';
