import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step } from '../../scripts/bootstrap/progress.mjs';
import { run, tail } from '../../scripts/bootstrap/run.mjs';
import { allocatePorts } from './allocatePorts.mjs';
import { writeScrapeFiles } from './scrapeTargets.mjs';
import { prometheusConfigDir } from './servers/prometheus.mjs';

const COMPOSE = fileURLToPath(new URL('../compose.yaml', import.meta.url));

/**
 * Starts the same servers as containers and waits until they are healthy. `stop` removes the containers and keeps the
 * volumes.
 *
 * @param {import('./StackOptions.js').StackOptions} options
 * @param {AbortSignal} signal
 * @returns {Promise<import('./StackOptions.js').RunningStack>}
 */
export async function startDocker({ servers, data, portBase, scrape, grafana, logFiles }, signal) {
  const { ports, moved } = await allocatePorts(portBase);
  const collectorIsEntry = servers.includes('collector');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const etc = prometheusConfigDir(data);
  const fromInside = scrape.url ? { ...scrape, url: fromContainer(scrape.url) } : scrape;
  const files = writeScrapeFiles(etc, fromInside, ownMetrics(servers));

  const env = {
    PROMETHEUS_CONFIG_DIR: etc,
    LOG_DIR: join(logFiles, '..'),
    JAEGER_PORT: String(ports.jaegerQuery),
    LOKI_PORT: String(ports.loki),
    PROMETHEUS_PORT: String(ports.prometheus),
    GRAFANA_PORT: String(ports.grafana),
    JAEGER_OTLP_HTTP_PORT: String(collectorIsEntry ? ports.jaegerOtlpHttp : ports.otlpHttp),
    JAEGER_OTLP_GRPC_PORT: String(collectorIsEntry ? ports.jaegerOtlpGrpc : ports.otlpGrpc),
    COLLECTOR_OTLP_HTTP_PORT: String(ports.otlpHttp),
    COLLECTOR_OTLP_GRPC_PORT: String(ports.otlpGrpc),
  };
  const stop = async () => {
    await compose(['--profile', '*', 'down', '--timeout', '10'], env);
  };
  const services = [
    ...servers,
    ...(grafana ? ['grafana'] : []),
    // Its image cannot check itself.
    ...(collectorIsEntry ? ['collector-health'] : []),
  ];
  try {
    await step(`Starting ${services.join(', ')} (docker compose)`, async (update) => {
      const { code, output } = await compose(['up', '--detach', '--wait', ...services], env, update);
      if (code !== 0) throw new Error(`docker compose up failed. Its last lines:\n\n${tail(output)}`);
    });
    signal.throwIfAborted();
  } catch (error) {
    await stop();
    throw error;
  }

  const at = (/** @type {number} */ port) => `http://127.0.0.1:${port}`;
  const has = (/** @type {string} */ name) => services.some((service) => service === name);
  return {
    urls: {
      ...(has('jaeger') || collectorIsEntry
        ? { otlp: at(ports.otlpHttp), otlpGrpc: at(ports.otlpGrpc) }
        : {}),
      ...(has('jaeger') ? { jaeger: at(ports.jaegerQuery) } : {}),
      ...(has('loki') ? { loki: at(ports.loki) } : {}),
      ...(has('prometheus') ? { prometheus: at(ports.prometheus), metrics: at(ports.prometheus) } : {}),
      ...(has('grafana') ? { grafana: at(ports.grafana) } : {}),
    },
    notes: moved,
    services: [],
    stop,
    ...files,
  };
}

/**
 * A container's loopback is its own: an app on this machine has another name there. It has to listen on the address of
 * Docker's bridge too (infra/README.md).
 *
 * @param {string} url
 */
export function fromContainer(url) {
  const { hostname } = new URL(url);
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
    ? url.replace(hostname, 'host.docker.internal')
    : url;
}

/** @param {import('./serverNames.mjs').ServerName[]} servers */
function ownMetrics(servers) {
  /** @type {Record<string, string>} */
  const addresses = {
    prometheus: '127.0.0.1:9090',
    loki: 'loki:3100',
    collector: 'collector:8888',
    agent: 'agent:8888',
    logs: 'logs:8888',
  };
  return Object.fromEntries(Object.entries(addresses).filter(([name]) => servers.some((s) => s === name)));
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @param {(line: string) => void} [onLine]
 */
function compose(args, env, onLine) {
  return run('docker', ['compose', '--file', COMPOSE, ...args], { env, ...(onLine ? { onLine } : {}) });
}
