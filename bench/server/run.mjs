// CPU time per request of a Next.js production server with all three signals against the same app without, interleaved.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { percentile, report, round } from '../measure.mjs';
import { installPackages } from './installPackages.mjs';
import { atRate, saturate } from './load.mjs';
import { APP, NEXT, startVariant } from './startVariant.mjs';

/** Fresh processes, so many times. */
const PROCESSES = Number(process.env.PROCESSES ?? 3);
const ROUNDS = Number(process.env.ROUNDS ?? 15);
/** About a second of load: an export a few times a second costs the same however many requests it is of. */
const SLICE_REQUESTS = Number(process.env.SLICE_REQUESTS ?? 2_000);
const WARM_UP_REQUESTS = 3_000;
/** For latencies: under more load than a process can take they are its throughput, upside down. */
const PACED_REQUESTS = 300;
const PACED_PER_SECOND = 200;
/** Longer than spans and lines wait for company. */
const EXPORT_MILLIS = 450;
const MEBI = 2 ** 20;

/** @typedef {import('./load.mjs').Handler} Handler @type {Record<string, Handler>} */
const HANDLERS = {
  trivial: { path: '/api/trivial', method: 'GET', body: undefined },
  realistic: {
    path: '/api/realistic',
    method: 'POST',
    body: JSON.stringify({ id: 1, lines: Array.from({ length: 20 }, (_, id) => ({ id, quantity: 2 })) }),
  },
};

installPackages(APP);
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

const VARIANTS = {
  bare: { BENCH_BARE: '1' },
  'bare again': { BENCH_BARE: '1' },
  '100 %': telemetry,
  '1 %': {
    ...telemetry,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  },
};

/**
 * @typedef {{ cpu: number[], latencies: number[] }} Sample CPU of each round in microseconds a request; milliseconds.
 * @type {Map<string, Map<string, Sample>>}
 */
const samples = new Map();
/** @type {number[]} */
const addedBytes = [];
/** @type {import('./startVariant.mjs').Variant[]} */
let variants = [];
// A benchmark that is ended early leaves no server behind.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(
    signal,
    () => void Promise.all(variants.map(({ stop }) => stop())).finally(() => process.exit(1)),
  );
}
try {
  // What the compiler makes of a process is chance: two bare ones differ by some percent for all their life.
  for (let set = 0; set < PROCESSES; set++) {
    variants = await Promise.all(Object.entries(VARIANTS).map(([name, env]) => startVariant(name, env)));
    for (const [name, handler] of Object.entries(HANDLERS)) await measure(name, handler);
    const [bare, , full] = variants;
    addedBytes.push((full?.rssBytes() ?? 0) - (bare?.rssBytes() ?? 0));
    await Promise.all(variants.splice(0).map(({ stop }) => stop()));
  }
} finally {
  await Promise.all(variants.map(({ stop }) => stop()));
  sink.disconnect();
}
/** @type {import('../measure.mjs').Figure[]} */
const figures = [...samples].flatMap(([handler, byVariant]) => figuresOf(handler, byVariant));
figures.push({
  name: 'added RSS after the load, 100 %',
  value: round(percentile(addedBytes, 0.5) / MEBI, 0),
  unit: 'MiB',
  goal: 60,
  op: '<=',
});
report(
  import.meta.url,
  `npx turbo run build && PROCESSES=${PROCESSES} ROUNDS=${ROUNDS} node bench/server/run.mjs`,
  figures,
);

/** @param {string} name @param {Handler} handler */
async function measure(name, handler) {
  for (const variant of variants) await saturate(variant.url, handler, WARM_UP_REQUESTS);
  const byVariant = samples.get(name) ?? new Map(Object.keys(VARIANTS).map((key) => [key, newSample()]));
  samples.set(name, byVariant);
  for (let round = 0; round < ROUNDS; round++) {
    // Each round in another order: what the machine does beside hits all alike.
    for (let index = 0; index < variants.length; index++) {
      const variant = variants[(index + round) % variants.length];
      const sample = variant && byVariant.get(variant.name);
      if (!variant || !sample) continue;
      const before = variant.cpuMicros();
      await saturate(variant.url, handler, SLICE_REQUESTS);
      // What waits for its export belongs to the requests that made it.
      await new Promise((resolve) => setTimeout(resolve, EXPORT_MILLIS));
      sample.cpu.push((variant.cpuMicros() - before) / SLICE_REQUESTS);
      sample.latencies.push(...(await atRate(variant.url, handler, PACED_REQUESTS, PACED_PER_SECOND)));
    }
  }
}

/** @returns {Sample} */
function newSample() {
  return { cpu: [], latencies: [] };
}

/** @param {string} handler @param {Map<string, Sample>} byVariant */
function figuresOf(handler, byVariant) {
  const bare = byVariant.get('bare') ?? newSample();
  const again = byVariant.get('bare again') ?? newSample();
  /** The mean of both bare processes. @param {number} index */
  const reference = (index) => ((bare.cpu[index] ?? 0) + (again.cpu[index] ?? 0)) / 2;
  const bareP99 = percentile([...bare.latencies, ...again.latencies], 0.99);
  return [...byVariant].flatMap(([name, { cpu, latencies }]) => {
    const p99 = percentile(latencies, 0.99);
    console.log(
      `${handler} ${name}: ${round(percentile(cpu, 0.5), 0)} us CPU a request, p99 ${round(p99)} ms`,
    );
    if (name === 'bare') return [];
    const isBare = name === 'bare again';
    const ratios = cpu.map((value, index) => (isBare ? (bare.cpu[index] ?? 0) : reference(index)) / value);
    /** @type {import('../measure.mjs').Figure[]} */
    const made = [
      {
        name: `${handler}, ${name}: CPU bare / with`,
        value: round(percentile(ratios, 0.5), 3),
        unit: '',
        goal: name === '100 %' ? 0.9 : 0.97,
        op: '>=',
      },
    ];
    if (!isBare)
      made.push({
        name: `${handler}, ${name}: p99 with / bare, at ${PACED_PER_SECOND} requests a second`,
        value: round(p99 / bareP99),
        unit: '',
        goal: 1.15,
        op: '<=',
      });
    return made;
  });
}
