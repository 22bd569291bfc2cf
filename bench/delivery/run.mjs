// What an outage, a poison line, SIGTERM and SIGKILL cost: a service that logs 500 lines/s against the fault server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startFaultServer, startReporter } from '../../packages/fault-server/dist/index.js';
import { report, round } from '../measure.mjs';

const OUTAGE_SECONDS = Number(process.env.OUTAGE_SECONDS ?? 60);
const KILLS = Number(process.env.KILLS ?? 50);
const LINES_PER_SECOND = 500;
const SCRIPT = fileURLToPath(new URL('../../packages/server/test/loggingService.mjs', import.meta.url));

/** @typedef {import('../../packages/fault-server/dist/index.js').FaultServer} FaultServer */
/**
 * @typedef {{ stage: string, signal: string, accepted: number, delivered: number, queued: number,
 *   dropped: Record<string, number> }} Entry
 * @typedef {{ logged: number, spans: number, ledger: Entry[] }} Report
 */

/** @type {import('../measure.mjs').Figure[]} */
const figures = [];
const lines = LINES_PER_SECOND * OUTAGE_SECONDS;
const outages = await Promise.all(['503', 'refused', 'hang', 'reset'].map(outage));
for (const { mode, lost, duplicates, drainSeconds, spansLost, spansTwice } of outages) {
  const name = `outage of ${OUTAGE_SECONDS} s (${mode})`;
  figures.push(
    { name: `${name}: lost of ${lines} lines`, value: lost, unit: 'lines', goal: 0, op: '<=' },
    { name: `${name}: duplicates in Loki`, value: duplicates, unit: 'lines', goal: 0, op: '<=' },
    { name: `${name}: spans lost`, value: spansLost, unit: 'spans', goal: 0, op: '<=' },
    { name: `${name}: spans sent twice`, value: spansTwice, unit: 'spans', goal: 0, op: '<=' },
    { name: `${name}: drained after`, value: drainSeconds, unit: 's', goal: 30, op: '<=' },
  );
}
figures.push(
  { name: 'one poison line in 1,000: lost', value: await poison(), unit: 'lines', goal: 1, op: '<=' },
  { name: 'SIGTERM, live backend: lost', value: await terminate(), unit: 'lines', goal: 0, op: '<=' },
  {
    name: `SIGKILL ${KILLS} times: acknowledged lost`,
    value: await kill(),
    unit: 'lines',
    goal: 0,
    op: '<=',
  },
);
report(
  import.meta.url,
  `OUTAGE_SECONDS=${OUTAGE_SECONDS} KILLS=${KILLS} node bench/delivery/run.mjs`,
  figures,
);

/** @param {FaultServer} faults @param {Record<string, string>} env */
function start(faults, env = {}) {
  const service = startReporter(SCRIPT, {
    LOKI_URL: faults.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: faults.url,
    THROUGHLINE_LOG_STDOUT: 'off',
    LINES_PER_SECOND: String(LINES_PER_SECOND),
    ...env,
  });
  return /** @type {import('../../packages/fault-server/dist/index.js').Reporter<Report>} */ (service);
}

/** @param {FaultServer} faults @returns {number[]} */
function numbers(faults) {
  return faults.lines.map(({ line }) => JSON.parse(line).number);
}

/** @param {Report} current @param {string} stage @param {string} signal */
function book(current, stage, signal) {
  return current.ledger.find((entry) => entry.stage === stage && entry.signal === signal);
}

/** @param {string} mode */
async function outage(mode) {
  const faults = await startFaultServer();
  const warmUp = LINES_PER_SECOND * 2;
  const service = start(faults, { SPANS_PER_SECOND: '100', LAST_LINE: String(warmUp + lines) });
  await service.until(({ logged }) => logged >= warmUp);
  if (mode === 'refused') await faults.refuse();
  else faults.mode = mode === '503' ? 503 : /** @type {'hang' | 'reset'} */ (mode);
  await service.until(({ logged }) => logged >= warmUp + lines);
  faults.mode = 'ok';
  if (mode === 'refused') await faults.listen();
  const returned = performance.now();
  const settled = (/** @type {Report} */ current) =>
    book(current, 'log_queue', 'log')?.queued === 0 && book(current, 'span_queue', 'span')?.queued === 0;
  const last = await Promise.race([service.until(settled), sleep(60_000)]);
  const drainSeconds = round((performance.now() - returned) / 1000, 1);
  await service.stop('SIGTERM');
  const arrived = numbers(faults);
  const distinct = new Set(arrived).size;
  await faults.close();
  return {
    mode,
    lost: warmUp + lines - distinct,
    duplicates: arrived.length - distinct,
    spansLost: (last ? last.spans : Number.NaN) - faults.spans.length,
    spansTwice: faults.repeats - (arrived.length - distinct),
    drainSeconds,
  };
}

async function poison() {
  const faults = await startFaultServer();
  faults.poison = (record) => record.includes('\\"number\\":500,');
  const service = start(faults, { LAST_LINE: '1000', LINES_PER_SECOND: '100000' });
  await service.until(
    (current) => current.logged === 1000 && book(current, 'log_queue', 'log')?.queued === 0,
  );
  await service.stop('SIGTERM');
  await faults.close();
  return 1000 - new Set(numbers(faults)).size;
}

async function terminate() {
  const faults = await startFaultServer();
  const service = start(faults);
  await service.until(({ logged }) => logged >= 2_000);
  await service.stop('SIGTERM');
  await faults.close();
  const logged = service.report?.logged ?? Number.NaN;
  return logged - new Set(numbers(faults).filter((number) => number < logged)).size;
}

async function kill() {
  const faults = await startFaultServer();
  const directory = mkdtempSync(join(tmpdir(), 'throughline-kill-'));
  const env = { THROUGHLINE_SPOOL_DIR: directory };
  /** @type {number[]} */
  const acknowledged = [];
  for (let round = 0; round < KILLS; round++) {
    faults.mode = round % 2 === 0 ? 503 : 'ok';
    const from = round * 1_000_000;
    const service = start(faults, { ...env, FIRST_LINE: String(from) });
    // Another moment of the life of a batch each time.
    const enough = 100 + ((round * 37) % 400);
    await service.until((current) => spooled(current) >= enough);
    await service.stop('SIGKILL');
    const count = service.report ? spooled(service.report) : 0;
    for (let index = 0; index < count; index++) acknowledged.push(from + index);
  }
  faults.mode = 'ok';
  const last = start(faults, { ...env, LINES_PER_SECOND: '0' });
  // What the last kill left may be nothing: then there is nothing to wait for.
  const all = () => {
    const arrived = new Set(numbers(faults));
    return acknowledged.every((number) => arrived.has(number));
  };
  for (let wait = 0; wait < 30 && !all(); wait++) await sleep(1_000);
  await last.stop('SIGTERM');
  await faults.close();
  rmSync(directory, { recursive: true, force: true });
  const arrived = new Set(numbers(faults));
  console.log(
    `${KILLS} kills: ${acknowledged.length} lines acknowledged, ${numbers(faults).length - arrived.size} stored twice`,
  );
  return acknowledged.filter((number) => !arrived.has(number)).length;
}

/** Lines of this run that the spool has taken. What earlier runs left is accepted by both stages. @param {Report} current */
function spooled(current) {
  const queue = book(current, 'log_queue', 'log');
  const spool = book(current, 'spool', 'log');
  if (!queue || !spool) return 0;
  return spool.accepted - (spool.dropped.corrupt ?? 0) - (queue.accepted - current.logged);
}
