// CPU time per request of a Next.js production server with all three signals against the same app without, interleaved.
import { execFileSync } from 'node:child_process';
import { percentile, report, round } from '../measure.mjs';
import { startSink } from '../startSink.mjs';
import { installPackages } from './installPackages.mjs';
import { atRate, saturate } from './load.mjs';
import { APP, NEXT, startVariant } from './startVariant.mjs';

/** Fresh processes, so many times. */
const PROCESSES = Number(process.env.PROCESSES ?? 3);
const ROUNDS = Number(process.env.ROUNDS ?? 15);
/** About a second of load: an export a few times a second costs the same however many requests it is of. */
const SLICE_REQUESTS = Number(process.env.SLICE_REQUESTS ?? 2_000);
const WARM_UP_REQUESTS = 3_000;
/**
 * Before each slice, and not in it: while others have their turn the machine takes a process's memory and caches away, and
 * the first thousand requests after that cost up to twice as much, most where most is touched. No server under load is in
 * that state.
 */
const SLICE_WARM_UP_REQUESTS = Number(process.env.SLICE_WARM_UP_REQUESTS ?? 1_500);
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
const sink = await startSink();
const telemetry = {
  OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
  LOKI_URL: sink.url,
  THROUGHLINE_METRICS_TOKEN: 'bench',
};

/** @param {string} name */
const preload = (name) => ({ BENCH_BARE: '1', NODE_OPTIONS: `--import=${new URL(name, import.meta.url)}` });

const VARIANTS = {
  bare: { BENCH_BARE: '1' },
  'bare again': { BENCH_BARE: '1' },
  '100 %': telemetry,
  '1 %': {
    ...telemetry,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.01',
  },
  'stock parts, 100 %': { ...telemetry, ...preload('stock.mjs') },
  'two lines and a histogram alone': preload('floor.mjs'),
};
/** Of the processor's time. The other variants are there to compare. @type {Record<string, number>} */
const GOALS = { 'bare again': 0.97, '100 %': 0.9, '1 %': 0.97 };

/**
 * CPU of each round in microseconds a request, under all the load that a process takes and at a rate that leaves it time;
 * milliseconds at that rate.
 *
 * @typedef {{ cpu: number[], pacedCpu: number[], latencies: number[] }} Sample
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
    const starts = await Promise.allSettled(
      Object.entries(VARIANTS).map(([name, env]) => startVariant(name, env)),
    );
    variants = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    const failed = starts.find(({ status }) => status === 'rejected');
    if (failed && 'reason' in failed) throw failed.reason;
    for (const [name, handler] of Object.entries(HANDLERS)) await measure(name, handler);
    const [bare, , full] = variants;
    addedBytes.push((full?.rssBytes() ?? 0) - (bare?.rssBytes() ?? 0));
    await Promise.all(variants.splice(0).map(({ stop }) => stop()));
  }
} finally {
  await Promise.all(variants.map(({ stop }) => stop()));
  sink.stop();
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
      const { url } = variant;
      await saturate(url, handler, SLICE_WARM_UP_REQUESTS);
      const saturated = await cpuOf(variant, () => saturate(url, handler, SLICE_REQUESTS));
      sample.cpu.push(saturated / SLICE_REQUESTS);
      const paced = await cpuOf(variant, async () => {
        sample.latencies.push(...(await atRate(url, handler, PACED_REQUESTS, PACED_PER_SECOND)));
      });
      sample.pacedCpu.push(paced / PACED_REQUESTS);
    }
  }
}

/**
 * Microseconds of all threads.
 *
 * @param {import('./startVariant.mjs').Variant} variant @param {() => Promise<void>} load
 */
async function cpuOf({ cpuMicros }, load) {
  const before = cpuMicros();
  await load();
  // What waits for its export belongs to the requests that made it.
  await new Promise((resolve) => setTimeout(resolve, EXPORT_MILLIS));
  return cpuMicros() - before;
}

/** @returns {Sample} */
function newSample() {
  return { cpu: [], pacedCpu: [], latencies: [] };
}

/** @param {string} handler @param {Map<string, Sample>} byVariant */
function figuresOf(handler, byVariant) {
  const bare = byVariant.get('bare') ?? newSample();
  const again = byVariant.get('bare again') ?? newSample();
  const bareP99 = percentile([...bare.latencies, ...again.latencies], 0.99);
  return [...byVariant].flatMap(([name, { cpu, pacedCpu, latencies }]) => {
    const p99 = percentile(latencies, 0.99);
    console.log(
      `${handler} ${name}: ${round(percentile(cpu, 0.5), 0)} us CPU a request, ${round(percentile(pacedCpu, 0.5), 0)} us at ${PACED_PER_SECOND} a second, p99 ${round(p99)} ms`,
    );
    if (name === 'bare') return [];
    const isBare = name === 'bare again';
    /** Of the mean of both bare processes, or of the other one. @param {number[]} one @param {number[]} other @param {number[]} of */
    const ratio = (one, other, of) => {
      const ratios = of.map((value, index) => {
        const first = one[index] ?? 0;
        return (isBare ? first : (first + (other[index] ?? 0)) / 2) / value;
      });
      return round(percentile(ratios, 0.5), 3);
    };
    const goal = GOALS[name];
    const cpuGoal = goal === undefined ? {} : { goal, op: /** @type {const} */ ('>=') };
    /** @type {import('../measure.mjs').Figure[]} */
    const made = [
      {
        name: `${handler}, ${name}: CPU bare / with`,
        value: ratio(bare.cpu, again.cpu, cpu),
        unit: '',
        ...cpuGoal,
      },
      {
        name: `${handler}, ${name}: CPU bare / with, at ${PACED_PER_SECOND} requests a second`,
        value: ratio(bare.pacedCpu, again.pacedCpu, pacedCpu),
        unit: '',
        ...cpuGoal,
      },
    ];
    const p99Goal = goal === undefined ? {} : { goal: 1.15, op: /** @type {const} */ ('<=') };
    if (!isBare)
      made.push({
        name: `${handler}, ${name}: p99 with / bare, at ${PACED_PER_SECOND} requests a second`,
        value: round(p99 / bareP99),
        unit: '',
        ...p99Goal,
      });
    return made;
  });
}
