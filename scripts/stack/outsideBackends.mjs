/**
 * Backends that the environment names: the apps send there, and not to the embedded one.
 *
 * @typedef {object} OutsideBackends
 * @property {string} [OTEL_EXPORTER_OTLP_ENDPOINT] Base of `/v1/traces`.
 * @property {string} [OTEL_EXPORTER_OTLP_TRACES_ENDPOINT] The full URL, which counts before the base.
 * @property {string} [LOKI_URL]
 */

const VARIABLES = /** @type {const} */ ([
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'LOKI_URL',
]);

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {OutsideBackends} Without what is empty: by OpenTelemetry's rule that is not set.
 */
export function outsideBackends(env) {
  return Object.fromEntries(VARIABLES.flatMap((name) => (env[name]?.trim() ? [[name, env[name]]] : [])));
}

/**
 * Where each signal goes, to be shown: without user, password and query, which may be secrets.
 *
 * @param {OutsideBackends} outside
 * @returns {{ traces?: string, logs?: string }} What is missing goes to the embedded backend.
 */
export function describeOutside({
  OTEL_EXPORTER_OTLP_ENDPOINT,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,
  LOKI_URL,
}) {
  const traces =
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.replace(/\/v1\/traces$/, '') ?? OTEL_EXPORTER_OTLP_ENDPOINT;
  return {
    ...(traces ? { traces: shown(traces) } : {}),
    ...(LOKI_URL ? { logs: shown(LOKI_URL) } : {}),
  };
}

/** @param {string} address */
function shown(address) {
  // The app itself refuses what is no URL, and says so.
  if (!URL.canParse(address)) return '(not a URL)';
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname.replace(/\/$/, '')}`;
}
