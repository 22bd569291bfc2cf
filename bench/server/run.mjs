// CPU time per request of a Next.js production server with all three signals against the same app without, interleaved.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { percentile, report, round } from '../measure.mjs';
import { APP, NEXT, startVariant } from './startVariant.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 30);
const SLICE_REQUESTS = Number(process.env.SLICE_REQUESTS ?? 500);
const WARM_UP_REQUESTS = 3_000;
const CONNECTIONS = 16;
const MEBI = 2 ** 20;

const HANDLERS = {
  trivial: { path: '/api/trivial', method: 'GET', body: undefined },
  realistic: {
    path: '/api/realistic',
    method: 'POST',
    body: JSON.stringify({ id: 1, lines: Array.from({ length: 20 }, (_, id) => ({ id, quantity: 2 })) }),
  },
};

execFileSync(process.execPath, [NEXT, 'build'], {
  cwd: APP,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: '1' },
});
const sink = fork(new URL('sink.mjs', import.meta.url));
const [{ port }] = await once(sink, 'message');
const sinkUrl = `http://127.0.0.1:${port}`;
const telemetry = {
  OTEL_EXPORTER_OTLP_ENDPOINT: sinkUrl,
  LOKI_URL: sinkUrl,
  THROUGHLINE_METRICS_TOKEN: 'bench',
};

const variants = await Promise.all([
  startVariant('bare', { BENCH_BARE: '1' }),
  startVariant('bare again', { BENCH_BARE: '1' }),
  startVariant('100 %', telemetry),
  startVariant('1 %', {
    ...telemetry,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  }),
]);
// A benchmark that is ended early leaves no server behind.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(
    signal,
    () => void Promise.all(variants.map(({ stop }) => stop())).finally(() => process.exit(1)),
  );
}
/** @type {import('../measure.mjs').Figure[]} */
const figures = [];
try {
  for (const [handlerName, handler] of Object.entries(HANDLERS)) {
    for (const variant of variants) await load(variant.url, handler, WARM_UP_REQUESTS);
    /** @type {Map<string, { cpu: number[], latencies: number[] }>} */
    const samples = new Map(variants.map(({ name }) => [name, { cpu: [], latencies: [] }]));
    for (let round = 0; round < ROUNDS; round++) {
      // Each round in another order: what the machine does beside hits all alike.
      const order = variants.map((_, index) => variants[(index + round) % variants.length]);
      for (const variant of order) {
        const sample = variant && samples.get(variant.name);
        if (!variant || !sample) continue;
        const before = variant.cpuMicros();
        const latencies = await load(variant.url, handler, SLICE_REQUESTS);
        sample.cpu.push((variant.cpuMicros() - before) / SLICE_REQUESTS);
        sample.latencies.push(...latencies);
      }
    }
    const bare = samples.get('bare') ?? { cpu: [], latencies: [] };
    for (const [name, { cpu, latencies }] of samples) {
      const micros = percentile(cpu, 0.5);
      console.log(
        `${handlerName} ${name}: ${round(micros, 0)} us CPU a request, p99 ${round(percentile(latencies, 0.99))} ms`,
      );
      if (name === 'bare') continue;
      const ratio = percentile(
        cpu.map((value, index) => (bare.cpu[index] ?? 0) / value),
        0.5,
      );
      const goal = name === '100 %' ? 0.9 : 0.97;
      figures.push({
        name: `${handlerName}, ${name}: CPU bare / with`,
        value: round(ratio, 3),
        unit: '',
        goal,
        op: '>=',
      });
      if (name === 'bare again') continue;
      const p99 = percentile(latencies, 0.99) / percentile(bare.latencies, 0.99);
      figures.push({
        name: `${handlerName}, ${name}: p99 with / bare`,
        value: round(p99),
        unit: '',
        goal: 1.15,
        op: '<=',
      });
    }
  }
  const [bare, , full] = variants;
  const added = ((full?.rssBytes() ?? 0) - (bare?.rssBytes() ?? 0)) / MEBI;
  figures.push({
    name: 'added RSS after the load, 100 %',
    value: round(added, 0),
    unit: 'MiB',
    goal: 60,
    op: '<=',
  });
  report(import.meta.url, 'npx turbo run build && node bench/server/run.mjs', figures);
} finally {
  await Promise.all(variants.map(({ stop }) => stop()));
  sink.disconnect();
}

/**
 * Sends requests over kept-alive connections, one after the other on each; gives their latencies in milliseconds.
 *
 * @param {string} url @param {{ path: string, method: string, body: string | undefined }} handler @param {number} count
 * @returns {Promise<number[]>}
 */
async function load(url, { path, method, body }, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  /** @type {number[]} */
  const latencies = [];
  let left = count;
  const headers = body
    ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    : {};
  const one = () =>
    new Promise((resolve, reject) => {
      const started = performance.now();
      request(url + path, { agent, method, headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
        response.resume().on('end', () => {
          latencies.push(performance.now() - started);
          resolve(undefined);
        });
      })
        .on('error', reject)
        .end(body);
    });
  const connection = async () => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  return latencies;
}
