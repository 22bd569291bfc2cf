import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../../scripts/bootstrap/progress.mjs';
import { startService } from '../../scripts/stack/service.mjs';
import { BINARIES } from '../native/binaries.mjs';
import { binaryPath } from '../native/binaryCache.mjs';
import { ensureBinaries } from '../native/buildBinary.mjs';
import { allocatePorts } from './allocatePorts.mjs';
import { writeScrapeFiles } from './scrapeTargets.mjs';
import { programsOf } from './serverNames.mjs';
import { agentServer, collectorServer, logsServer } from './servers/collector.mjs';
import { jaegerServer } from './servers/jaeger.mjs';
import { lokiServer } from './servers/loki.mjs';
import { prometheusConfigDir, prometheusServer } from './servers/prometheus.mjs';
import { claimFolder, releaseFolder, writeState } from './stackState.mjs';

const STARTS = {
  prometheus: prometheusServer,
  jaeger: jaegerServer,
  loki: lokiServer,
  collector: collectorServer,
  agent: agentServer,
  logs: logsServer,
};

/** The first one of the stack takes what apps send. @type {import('./serverNames.mjs').ServerName[]} */
const ENTRIES = ['agent', 'collector', 'jaeger'];

/**
 * Builds what is missing, starts the servers one after the other, each ready before the next, and stops what was
 * started when one of them fails.
 *
 * @param {import('./StackOptions.js').StackOptions} options
 * @param {AbortSignal} signal Stops it all while it comes up.
 * @returns {Promise<import('./StackOptions.js').RunningStack>}
 */
export async function startNative({ servers, data, portBase, scrape, logFiles }, signal) {
  await claimFolder(data);
  const { ports, moved } = await allocatePorts(portBase);
  const entry = ENTRIES.find((name) => servers.includes(name));
  const placement = { data, ports, entry, logFiles };
  const starts = servers.map((name) => STARTS[name](placement));
  await ensureBinaries(programsOf(servers));
  signal.throwIfAborted();

  // For this user alone: the token of the app's metrics is in it.
  mkdirSync(data, { recursive: true, mode: 0o700 });
  for (const { name } of starts) mkdirSync(join(data, name), { recursive: true });
  const files = writeScrapeFiles(prometheusConfigDir(data), scrape, ownMetrics(servers, ports));

  /** @type {import('../../scripts/stack/service.mjs').Service[]} */
  const services = [];
  const stop = async (hard = false) => {
    // Who sends stops before those who take, so that what is queued still arrives.
    for (const service of [...services].reverse()) await service.stop(hard);
    releaseFolder(data);
  };
  try {
    for (const { name, binary, args, env, healthUrl } of starts) {
      await step(`Starting ${name} ${BINARIES[binary].version}`, async () => {
        const command = binaryPath(binary);
        const logDir = join(data, 'logs');
        services.push(await startService({ name, command, args, env, healthUrl, logDir, signal }));
      });
    }
  } catch (error) {
    await stop();
    throw error;
  }

  const urls = stackUrls(servers, ports, entry);
  writeState(data, urls, services);
  return { urls, notes: moved, services, stop, ...files };
}

/**
 * @param {import('./serverNames.mjs').ServerName[]} servers
 * @param {import('./allocatePorts.mjs').Ports} ports
 * @param {import('./serverNames.mjs').ServerName | undefined} entry
 * @returns {import('./StackOptions.js').StackUrls}
 */
function stackUrls(servers, ports, entry) {
  const at = (/** @type {number} */ port) => `http://127.0.0.1:${port}`;
  return {
    ...(entry ? { otlp: at(ports.otlpHttp), otlpGrpc: at(ports.otlpGrpc) } : {}),
    ...(servers.includes('jaeger') ? { jaeger: at(ports.jaegerQuery) } : {}),
    ...(servers.includes('loki') ? { loki: at(ports.loki) } : {}),
    ...(servers.includes('prometheus')
      ? { prometheus: at(ports.prometheus), metrics: at(ports.prometheus) }
      : {}),
  };
}

/**
 * @param {import('./serverNames.mjs').ServerName[]} servers
 * @param {import('./allocatePorts.mjs').Ports} ports
 */
function ownMetrics(servers, ports) {
  /** @type {Partial<Record<import('./serverNames.mjs').ServerName, number>>} */
  const metricsPorts = {
    prometheus: ports.prometheus,
    loki: ports.loki,
    collector: ports.collectorMetrics,
    agent: ports.agentMetrics,
    logs: ports.logsMetrics,
  };
  return Object.fromEntries(
    servers
      .filter((name) => metricsPorts[name] !== undefined)
      .map((name) => [name, `127.0.0.1:${metricsPorts[name]}`]),
  );
}
