import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONFIG = fileURLToPath(new URL('../../collector/', import.meta.url));

/**
 * The Collector as the gateway between apps (or agents) and the stores.
 *
 * @param {import('../Server.js').Placement} placement @returns {import('../Server.js').ServerStart}
 */
export function collectorServer({ data, ports, entry }) {
  const isEntry = entry === 'collector';
  return collector('collector', 'gateway.yaml', data, ports.collectorHealth, ports.collectorMetrics, {
    COLLECTOR_OTLP_HTTP_ADDRESS: `127.0.0.1:${isEntry ? ports.otlpHttp : ports.collectorOtlpHttp}`,
    COLLECTOR_OTLP_GRPC_ADDRESS: `127.0.0.1:${isEntry ? ports.otlpGrpc : ports.collectorOtlpGrpc}`,
    JAEGER_OTLP_ADDRESS: `127.0.0.1:${ports.jaegerOtlpGrpc}`,
    LOKI_URL: `http://127.0.0.1:${ports.loki}`,
    PROMETHEUS_URL: `http://127.0.0.1:${ports.prometheus}`,
    // On one's own machine every trace is wanted, and soon. Whoever tries out the sampling sets these.
    COLLECTOR_SAMPLING_PERCENTAGE: process.env.COLLECTOR_SAMPLING_PERCENTAGE ?? '100',
    COLLECTOR_DECISION_WAIT: process.env.COLLECTOR_DECISION_WAIT ?? '1s',
    COLLECTOR_METRICS_FLUSH: process.env.COLLECTOR_METRICS_FLUSH ?? '5s',
  });
}

/**
 * The Collector next to the apps.
 *
 * @param {import('../Server.js').Placement} placement @returns {import('../Server.js').ServerStart}
 */
export function agentServer({ data, ports }) {
  return collector('agent', 'agent.yaml', data, ports.agentHealth, ports.agentMetrics, {
    COLLECTOR_OTLP_HTTP_ADDRESS: `127.0.0.1:${ports.otlpHttp}`,
    COLLECTOR_OTLP_GRPC_ADDRESS: `127.0.0.1:${ports.otlpGrpc}`,
    GATEWAY_OTLP_ADDRESS: `127.0.0.1:${ports.collectorOtlpGrpc}`,
  });
}

/**
 * The Collector that follows pino's log files.
 *
 * @param {import('../Server.js').Placement} placement @returns {import('../Server.js').ServerStart}
 */
export function logsServer({ data, ports, logFiles }) {
  return collector('logs', 'logs.yaml', data, ports.logsHealth, ports.logsMetrics, {
    LOG_FILES: logFiles,
    LOKI_URL: `http://127.0.0.1:${ports.loki}`,
  });
}

/**
 * @param {'collector' | 'agent' | 'logs'} name
 * @param {string} file
 * @param {string} data
 * @param {number} healthPort
 * @param {number} metricsPort
 * @param {Record<string, string>} env
 * @returns {import('../Server.js').ServerStart}
 */
function collector(name, file, data, healthPort, metricsPort, env) {
  return {
    name,
    binary: 'collector',
    args: ['--config', join(CONFIG, file)],
    env: {
      COLLECTOR_DATA: join(data, name),
      COLLECTOR_HEALTH_ADDRESS: `127.0.0.1:${healthPort}`,
      COLLECTOR_METRICS_PORT: String(metricsPort),
      ...env,
    },
    healthUrl: `http://127.0.0.1:${healthPort}/`,
  };
}
