import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/bootstrap/run.mjs';
import { appTarget } from './scrapeTargets.mjs';
import { DEFAULT_SERVERS, readServerNames, SERVER_NAMES } from './serverNames.mjs';

export const HELP = `Usage: npm run stack [-- options]

Starts the real Jaeger, Loki, Prometheus and OpenTelemetry Collector on this machine: with Docker where an engine
runs, otherwise as programs built from Go source, once. "npm start" needs none of this.

  --only LIST            some of ${SERVER_NAMES.join(', ')}
                         (default ${DEFAULT_SERVERS.join(', ')})
  --json                 print one line of URLs on stdout once all are ready
  --data DIR             folder for data and logs (default .throughline/native)
  --port-base N          take the ports from N on (default: each server's usual one, or a free one;
                         0 takes free ones)
  --scrape URL           what Prometheus scrapes (default http://127.0.0.1:3000/api/metrics; "none": nothing
                         but what app*.json in the folder of targets says)
  --scrape-token-env V   environment variable with its bearer token (default THROUGHLINE_METRICS_TOKEN;
                         unset: a token is made and kept in a file)
  --log-files GLOB       what "logs" follows (default .throughline/logs/*.jsonl)
  --docker, --native     insist on the one or the other
  --help
`;

/** @typedef {'auto' | 'docker' | 'native'} Mode */

/**
 * @param {string[]} argv
 * @returns {{ help: boolean, json: boolean, mode: Mode, stack: import('./StackOptions.js').StackOptions }}
 * @throws {Error} For an option that is unknown or wrong, naming it.
 */
export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      'port-base': { type: 'string' },
      scrape: { type: 'string', default: 'http://127.0.0.1:3000/api/metrics' },
      'scrape-token-env': { type: 'string', default: 'THROUGHLINE_METRICS_TOKEN' },
      'log-files': { type: 'string', default: join(ROOT, '.throughline', 'logs', '*.jsonl') },
      docker: { type: 'boolean', default: false },
      native: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.docker && values.native) throw new Error('--docker and --native exclude each other.');
  // Wrong here, rather than as a target that is never up.
  if (values.scrape !== 'none') appTarget(values.scrape);
  const portBase = values['port-base'];
  return {
    help: values.help,
    json: values.json,
    mode: values.docker ? 'docker' : values.native ? 'native' : 'auto',
    stack: {
      servers: values.only === undefined ? DEFAULT_SERVERS : readServerNames(values.only),
      data: resolve(values.data ?? join(ROOT, '.throughline', 'native')),
      ...(portBase === undefined ? {} : { portBase }),
      scrape: {
        ...(values.scrape === 'none' ? {} : { url: values.scrape }),
        tokenEnv: values['scrape-token-env'],
      },
      logFiles: resolve(values['log-files']),
      grafana: values.only === undefined,
    },
  };
}
