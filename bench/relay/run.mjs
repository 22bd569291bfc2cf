// What the relay costs beside a bare route handler, and what a flood costs the app: Next's production build.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { startFaultServer } from '../../packages/fault-server/dist/index.js';
import { percentile, report, round } from '../measure.mjs';

const SECONDS = Number(process.env.SECONDS ?? 60);
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const ROUND_MILLIS = 4_000;
const CONNECTIONS = 8;
const SLOW_SENDERS = 1_000;
const MIB = 1024 * 1024;
const APP = fileURLToPath(new URL('../../packages/server/test-app', import.meta.url));
const NEXT = createRequire(new URL('../../packages/server/package.json', import.meta.url)).resolve(
  'next/dist/bin/next',
);

execFileSync(process.execPath, [NEXT, 'build'], { cwd: APP, stdio: 'ignore' });
const faults = await startFaultServer();
/** @type {import('../measure.mjs').Figure[]} */
const figures = [];

await withApp(
  { THROUGHLINE_RELAY_RATE: '1000000', THROUGHLINE_RELAY_CLIENT_RATE: '1000000' },
  async ({ port, pid }) => {
    const body = Buffer.from(logs(50));
    await throughput({ port, pid }, '/api/telemetry/v1/logs', body, 2_000);
    await throughput({ port, pid }, '/api/bare', body, 2_000);
    const ratios = [];
    // Interleaved: what else the machine does falls on both.
    for (let index = 0; index < ROUNDS; index++) {
      const bare = await throughput({ port, pid }, '/api/bare', body, ROUND_MILLIS);
      const relay = await throughput({ port, pid }, '/api/telemetry/v1/logs', body, ROUND_MILLIS);
      console.log(`per second of CPU: bare ${round(bare, 0)}, relay ${round(relay, 0)}`);
      ratios.push(relay / bare);
    }
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
  await latencies(port, 3_000);
  const before = await latencies(port, 10_000);
  const rssBefore = rssMiB(pid);
  const stop = flood(port);
  let rss = 0;
  const watch = setInterval(() => {
    rss = Math.max(rss, rssMiB(pid));
  }, 100);
  const during = await latencies(port, SECONDS * 1_000);
  clearInterval(watch);
  const sent = stop();
  console.log(
    `flood: ${JSON.stringify(sent)}; the app's p99 ${round(percentile(before, 0.99), 1)} -> ${round(percentile(during, 0.99), 1)} ms`,
  );
  figures.push(
    {
      name: `flood, ${SLOW_SENDERS} slow senders and gzip bombs for ${SECONDS} s: RSS grows by`,
      value: round(rss - rssBefore, 0),
      unit: 'MiB',
      goal: 64,
      op: '<=',
    },
    {
      name: "the app's own p99 meanwhile",
      value: round(percentile(during, 0.99) / percentile(before, 0.99)),
      unit: 'x',
      goal: 1.25,
      op: '<=',
    },
  );
});
await faults.close();
report(import.meta.url, `SECONDS=${SECONDS} ROUNDS=${ROUNDS} node bench/relay/run.mjs`, figures);

/** @param {number} count */
function logs(count) {
  const logRecords = Array.from({ length: count }, (_, index) => ({
    timeUnixNano: `${Date.now()}000000`,
    severityNumber: 9,
    body: { stringValue: `product ${index} was added to the cart` },
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    attributes: [
      { key: 'session.id', value: { stringValue: 'c'.repeat(16) } },
      { key: 'http.route', value: { stringValue: '/product/[id]' } },
      { key: 'cart.items', value: { intValue: String(index) } },
    ],
  }));
  return JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
}

/** @param {Record<string, string>} env @param {(app: { port: number, pid: number }) => Promise<void>} use */
async function withApp(env, use) {
  const port = await freePort();
  const app = spawn(process.execPath, [NEXT, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: APP,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      OTEL_SERVICE_NAME: 'bench',
      LOKI_URL: faults.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: faults.url,
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
 * @param {{ port: number, pid: number }} app @param {string} path @param {Buffer} body @param {number} millis */
async function throughput({ port, pid }, path, body, millis) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = performance.now() + millis;
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

/** @param {number} port */
function flood(port) {
  const bomb = gzipSync(Buffer.alloc(200 * MIB, 0x20));
  const whole = Buffer.from(logs(50));
  const sent = { flood: 0, bombs: 0, slow: 0 };
  let stopped = false;
  let client = 0;
  const address = () => {
    client += 1;
    return `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`;
  };
  const loop = async (/** @type {keyof typeof sent} */ name, /** @type {() => Promise<unknown>} */ once) => {
    while (!stopped) {
      await once();
      sent[name] += 1;
    }
  };
  const path = '/api/telemetry/v1/logs';
  const agent = new Agent({ keepAlive: true });
  void loop('flood', async () => {
    await send(port, { path, body: whole, agent, from: '9.9.9.9' });
    await sleep(2);
  });
  void loop('bombs', async () => {
    await send(port, { path, body: bomb, agent, from: address(), headers: { 'content-encoding': 'gzip' } });
    await sleep(50);
  });
  for (let index = 0; index < SLOW_SENDERS; index++) {
    void sleep((index * 10_000) / SLOW_SENDERS).then(() => loop('slow', () => trickle(port, address())));
  }
  return () => {
    stopped = true;
    return sent;
  };
}

/** Sends a byte a second until it is cut off. @param {number} port @param {string} from */
function trickle(port, from) {
  return new Promise((resolve) => {
    const sending = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/telemetry/v1/logs',
      agent: false,
      headers: head(port, from),
    });
    const timer = setInterval(() => sending.write(' '), 1_000);
    const done = () => {
      clearInterval(timer);
      sending.destroy();
      resolve(undefined);
    };
    sending.on('response', done).on('error', done).on('close', done);
    sending.write('{');
  });
}

/**
 * @param {number} port
 * @param {{ path: string, body: Buffer, agent: Agent, from?: string, headers?: Record<string, string> }} options
 * @returns {Promise<number>} The status; 0 when there was no answer.
 */
function send(port, { path, body, agent, from = '127.0.0.1', headers = {} }) {
  return new Promise((resolve) => {
    const sending = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path,
        agent,
        headers: { ...head(port, from), 'content-length': body.length, ...headers },
      },
      (response) => {
        response
          .resume()
          .on('end', () => resolve(response.statusCode ?? 0))
          .on('error', () => resolve(0));
      },
    );
    sending.on('error', () => resolve(0));
    sending.end(body);
  });
}

/** @param {number} port @param {string} from */
function head(port, from) {
  return { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}`, 'x-forwarded-for': from };
}

/** CPU time of the main thread. @param {number} pid */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // In ticks of 10 ms, user and system.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** @param {number} pid */
function rssMiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
