// What the relay costs beside a bare route handler, and what a flood costs the app: Next's production build.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/stack/ports.mjs';
import { percentile, report, round } from '../measure.mjs';
import { startSink } from '../startSink.mjs';
import { cpuSeconds, peakMiB } from './processUse.mjs';
import { logs, send } from './send.mjs';

const SECONDS = Number(process.env.SECONDS ?? 60);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const ROUND_MILLIS = 1_000;
/** In a round. */
const SLICES = 4;
const WARM_UP_ROUNDS = 8;
const CONNECTIONS = 8;
/** Of the flood, each after one without and one of a process beside. */
const PARTS = 7;
/** Until all slow senders are there. */
const RAMP_MILLIS = 10_000;
const END_WITH_PARENT = new URL('../../scripts/stack/endWithParent.mjs', import.meta.url).href;
const FLOOD = fileURLToPath(new URL('./flood.mjs', import.meta.url));
const BYSTANDER = fileURLToPath(new URL('./bystander.mjs', import.meta.url));
const APP = fileURLToPath(new URL('../../packages/server/test-app', import.meta.url));
const NEXT = createRequire(new URL('../../packages/server/package.json', import.meta.url)).resolve(
  'next/dist/bin/next',
);

execFileSync(process.execPath, [NEXT, 'build'], { cwd: APP, stdio: 'ignore' });
const sink = await startSink();
/** @type {import('../measure.mjs').Figure[]} */
const figures = [];

await withApp(
  { THROUGHLINE_RELAY_RATE: '1000000', THROUGHLINE_RELAY_CLIENT_RATE: '1000000' },
  async ({ port, pid }) => {
    const body = Buffer.from(logs(50));
    const bare = () => throughput({ port, pid }, '/api/bare', body);
    const relay = () => throughput({ port, pid }, '/api/telemetry/v1/logs', body);
    for (let index = 0; index < WARM_UP_ROUNDS; index++) {
      await bare();
      await relay();
    }
    const ratios = [];
    // Interleaved, each relay between two of bare: what else the machine does falls on both.
    let before = await bare();
    for (let index = 0; index < ROUNDS * SLICES; index++) {
      const relayed = await relay();
      const after = await bare();
      ratios.push(relayed / ((before + after) / 2));
      before = after;
    }
    console.log(`ratios: ${ratios.map((ratio) => round(ratio)).join(' ')}`);
    figures.push({
      name: 'relay at 50 log records a POST, requests per CPU second, of a bare handler',
      value: round(percentile(ratios, 0.5)),
      unit: 'x',
      goal: 0.7,
      op: '>=',
    });
  },
);

await withApp({ THROUGHLINE_TRUSTED_PROXIES: '1' }, async ({ port, pid }) => {
  // A process that has just started grows with any traffic: what counts is what the flood needs beyond ordinary use.
  const ordinary = await peakMiB(pid, () =>
    Promise.all([busy(port, SECONDS * 1_000), visitors(port, SECONDS * 1_000)]),
  );
  // The flood's own work shares the machine with the app: what it costs the app is held against the same flood of a
  // process beside.
  const bystander = spawn(process.execPath, ['--import', END_WITH_PARENT, BYSTANDER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [printed] = await once(bystander.stdout, 'data');
  /** Of each part. @type {{ quiet: number, beside: number, during: number }[]} */
  const parts = [];
  const partMillis = (SECONDS * 1_000) / PARTS;
  const slowest = async () => percentile(await latencies(port, partMillis), 0.99);
  let peak = 0;
  // In turns, and the median of the parts: the slowest of a hundred requests is mostly what else the machine did just then.
  for (let part = 0; part < PARTS; part++) {
    const quiet = await slowest();
    const beside = await flooded(Number(printed), slowest);
    let during = 0;
    const flooding = await peakMiB(pid, async () => {
      during = await flooded(port, slowest);
    });
    peak = Math.max(peak, flooding);
    parts.push({ quiet, beside, during });
    console.log(
      `p99: ${round(quiet)} ms, ${round(beside)} beside a flood of another process, ${round(during)} in one of the relay`,
    );
  }
  bystander.kill('SIGTERM');
  console.log(`RSS at most ${round(ordinary, 0)} -> ${round(peak, 0)} MiB`);
  figures.push(
    {
      name: `flood, 1,000 slow senders and gzip bombs for ${SECONDS} s: RSS above its highest in ${SECONDS} s of ordinary use`,
      value: round(peak - ordinary, 0),
      unit: 'MiB',
      goal: 64,
      op: '<=',
    },
    {
      name: "the app's own p99 meanwhile, of that with the same flood against a process beside",
      value: round(median(parts.map(({ during, beside }) => during / beside))),
      unit: 'x',
      goal: 1.25,
      op: '<=',
    },
    {
      name: 'the same, of that without a flood: what the senders compute on these processors is in it',
      value: round(median(parts.map(({ during, quiet }) => during / quiet))),
      unit: 'x',
    },
    {
      name: 'beside the flood of another process, of that without a flood: what the senders alone do to it',
      value: round(median(parts.map(({ beside, quiet }) => beside / quiet))),
      unit: 'x',
    },
  );
});
sink.stop();
report(import.meta.url, `SECONDS=${SECONDS} ROUNDS=${ROUNDS} node bench/relay/run.mjs`, figures);

/** @param {number[]} values */
function median(values) {
  return percentile(values, 0.5);
}

/** @param {Record<string, string>} env @param {(app: { port: number, pid: number }) => Promise<void>} use */
async function withApp(env, use) {
  const port = await freePort();
  const command = ['--import', END_WITH_PARENT, NEXT, 'start', '-p', String(port), '-H', '127.0.0.1'];
  const app = spawn(process.execPath, command, {
    cwd: APP,
    // The input is what it ends with.
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      PATH: process.env.PATH,
      OTEL_SERVICE_NAME: 'bench',
      LOKI_URL: sink.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      THROUGHLINE_LOG_STDOUT: 'off',
      ...env,
    },
  });
  const exited = once(app, 'exit');
  try {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
      if (response?.ok) break;
      await sleep(100);
    }
    await use({ port, pid: Number(app.pid) });
  } finally {
    app.kill('SIGTERM');
    await exited;
  }
}

/**
 * Requests per second of the main thread's CPU time: what one process can do at most, whatever else the machine does.
 *
 * @param {{ port: number, pid: number }} app @param {string} path @param {Buffer} body */
async function throughput({ port, pid }, path, body) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = performance.now() + ROUND_MILLIS;
  const cpuBefore = cpuSeconds(pid);
  let done = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        const status = await send(port, { path, body, agent });
        if (status !== 200) throw new Error(`${path} answers ${status}`);
        done += 1;
      }
    }),
  );
  agent.destroy();
  return done / (cpuSeconds(pid) - cpuBefore);
}

/** Milliseconds of the app's own requests, one after the other. @param {number} port @param {number} millis */
async function latencies(port, millis) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const end = performance.now() + millis;
  const samples = [];
  while (performance.now() < end) {
    const started = performance.now();
    await send(port, { path: '/api/bare', body: Buffer.from('{}'), agent });
    samples.push(performance.now() - started);
    await sleep(10);
  }
  agent.destroy();
  return samples;
}

/**
 * What `during` gives while the port is flooded.
 *
 * @template T @param {number} floodedPort @param {() => Promise<T>} during
 */
async function flooded(floodedPort, during) {
  const flood = spawn(process.execPath, ['--import', END_WITH_PARENT, FLOOD, String(floodedPort)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await sleep(RAMP_MILLIS);
  const result = await during();
  flood.kill('SIGTERM');
  console.log(`flood: ${String((await once(flood.stdout, 'data'))[0]).trim()}`);
  return result;
}

/** An app's ordinary requests. @param {number} port @param {number} millis */
async function busy(port, millis) {
  await Promise.all(Array.from({ length: CONNECTIONS }, () => latencies(port, millis)));
}

/** An app's ordinary telemetry. @param {number} port @param {number} millis */
async function visitors(port, millis) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const end = performance.now() + millis;
  while (performance.now() < end) {
    await send(port, { path: '/api/telemetry/v1/logs', body: Buffer.from(logs(50)), agent });
    await sleep(100);
  }
  agent.destroy();
}
