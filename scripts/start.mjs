#!/usr/bin/env node
// `npm start` and `npm run dev`. Needs nothing but Node.js: everything else is installed and built here.
import { parseArgs } from 'node:util';
import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNodeVersion } from './bootstrap/nodeVersion.mjs';
import { bold, dim, fail } from './bootstrap/progress.mjs';
import { describeOutside, outsideBackends } from './stack/outsideBackends.mjs';
import { choosePort } from './stack/ports.mjs';
import { runUntilStopped } from './stack/runUntilStopped.mjs';
import { startStack } from './stack/startStack.mjs';

const HELP = `Usage: npm start [-- options]      npm run dev [-- options]

  --port N            port of the shop (default: PORT, else 3000, else a free one; 0 takes a free one)
  --backend-port N    port of the backend and viewer (default: THROUGHLINE_PORT, else 4318, else a free one)
  --traffic[=N]       N simulated visitors in a real browser (default 1)
  --memory            keep no telemetry on disk
  --data DIR          folder for data and logs (default .throughline)
  --json              print one line of URLs on stdout once all is healthy
  --no-build          use what is installed and built already
  --dev               next dev in place of the production build
  --help

With OTEL_EXPORTER_OTLP_ENDPOINT and LOKI_URL set ("npm run stack" prints them) the shop sends there, and no embedded
backend is started; with one of them set, the embedded backend takes the rest.
`;

requireNodeVersion();
const options = readOptions();
const outside = outsideBackends(process.env);
await runUntilStopped({
  start,
  announce,
  ...(options.json ? {} : { stopping: 'Stopping: sending what is still queued' }),
});

/** @param {AbortSignal} signal */
async function start(signal) {
  // Before minutes of installing and building: nobody wants to wait for an error that could have been said at once.
  const { storePort, backendPort } = stackOptions();
  if (storePort) await choosePort(storePort, 0);
  if (backendPort) await choosePort(backendPort, 0);
  if (!options['no-build']) {
    await ensureInstalled();
    signal.throwIfAborted();
    await ensureBuilt();
  }
  signal.throwIfAborted();
  return startStack(stackOptions(), signal);
}

/** @param {import('./stack/startStack.mjs').Stack} stack @param {AbortSignal} signal */
async function announce({ urls, notes }, signal) {
  if (options.json) process.stdout.write(`${JSON.stringify(urls)}\n`);
  else printBlock(urls, notes);
  if (options.traffic !== undefined) {
    const { startTraffic } = await import('./traffic/startTraffic.mjs');
    await startTraffic({ storeUrl: urls.store, visitors: options.traffic, isStopping: () => signal.aborted });
  }
}

/** @param {import('./stack/startStack.mjs').Urls} urls @param {string[]} notes */
function printBlock(urls, notes) {
  const { traces, logs } = describeOutside(outside);
  const lines = [
    '',
    `  ${bold('Throughline')}  one trace from the click to the query`,
    '',
    `  Shop      ${bold(urls.store)}`,
    ...(urls.viewer ? [`  Viewer    ${bold(urls.viewer)}`] : []),
    traces
      ? `  Traces    ${bold(traces)}   ${dim('where your environment sends them')}`
      : `  OTLP      ${urls.otlp}/v1/traces   ${dim('any OpenTelemetry program can send here')}`,
    ...(logs ? [`  Logs      ${bold(logs)}   ${dim('where your environment sends them (LOKI_URL)')}`] : []),
    `  Logs of the processes   ${dim(`${options.data ?? '.throughline'}/logs/`)}`,
    '',
    urls.viewer
      ? '  Try this: put something into the cart, press "Buy", then open the viewer:'
      : '  Try this: put something into the cart, press "Buy", then look the trace up:',
    '  the trace goes from your click through the shop to SQL and payments.',
    `  Break things on purpose: ${urls.store}/break`,
    '',
    ...aboutEmbedded(traces, logs),
    ...notes.map((note) => `  ${note}`),
    ...(notes.length ? [''] : []),
    `  ${dim('Ctrl-C stops everything.')}`,
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

/** What became of the embedded backend. @param {string} [traces] @param {string} [logs] */
function aboutEmbedded(traces, logs) {
  if (traces && logs)
    return ['  The embedded backend and its viewer are not started: unset these variables for them.', ''];
  if (traces) return ['  The viewer has log lines and metrics alone: the traces go elsewhere.', ''];
  if (logs) return ['  The viewer has traces and metrics alone: the log lines go elsewhere.', ''];
  return [];
}

/** @returns {import('./stack/startStack.mjs').StackOptions} */
function stackOptions() {
  return {
    dev: options.dev,
    memory: options.memory,
    outside,
    ...(options.data ? { dataDir: options.data } : {}),
    ...asked('storePort', options.port, '--port', 'PORT'),
    ...asked('backendPort', options['backend-port'], '--backend-port', 'THROUGHLINE_PORT'),
  };
}

/**
 * @param {'storePort' | 'backendPort'} key
 * @param {string | undefined} value
 * @param {string} flag
 * @param {string} variable
 */
function asked(key, value, flag, variable) {
  if (value !== undefined) return { [key]: { value, askedBy: flag } };
  const fromEnv = process.env[variable];
  return fromEnv ? { [key]: { value: fromEnv, askedBy: `the environment variable ${variable}` } } : {};
}

function readOptions() {
  try {
    // `--traffic` alone means one visitor; parseArgs knows no optional values.
    const argv = process.argv
      .slice(2)
      .map((argument) => (argument === '--traffic' ? '--traffic=1' : argument));
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: 'string' },
        'backend-port': { type: 'string' },
        traffic: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const visitors = values.traffic === undefined ? undefined : Number(values.traffic);
    if (visitors !== undefined && (!Number.isInteger(visitors) || visitors < 1 || visitors > 20)) {
      throw new Error(`--traffic=${values.traffic}: a whole number from 1 to 20.`);
    }
    return { ...values, traffic: visitors };
  } catch (error) {
    fail(error);
    process.stderr.write(`\n${HELP}`);
    process.exit(2);
  }
}
