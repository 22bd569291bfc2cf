import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FaultServer, type Reporter, startFaultServer, startReporter } from '@throughline/fault-server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { freePort } from './startApp.js';

interface Report {
  logged: number;
  spans: number;
  ledger: {
    stage: string;
    signal: string;
    accepted: number;
    delivered: number;
    queued: number;
    dropped: Record<string, number>;
  }[];
}

const SCRIPT = fileURLToPath(new URL('loggingService.mjs', import.meta.url));
let faults: FaultServer;
let directory: string;
let running: Reporter<Report> | undefined;
beforeEach(async () => {
  faults = await startFaultServer();
  directory = mkdtempSync(join(tmpdir(), 'throughline-spool-'));
});
afterEach(async () => {
  await running?.stop('SIGKILL');
  await faults.close();
  rmSync(directory, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Reporter<Report> {
  running = startReporter<Report>(SCRIPT, {
    OTEL_SERVICE_NAME: 'bench',
    LOKI_URL: faults.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: faults.url,
    THROUGHLINE_LOG_STDOUT: 'off',
    LINES_PER_SECOND: '500',
    SPANS_PER_SECOND: '100',
    ...env,
  });
  return running;
}

const numbers = () => faults.lines.map(({ line }) => (JSON.parse(line) as { number: number }).number);
const book = ({ ledger }: Report, stage: string, signal: string) =>
  ledger.find((entry) => entry.stage === stage && entry.signal === signal);

it('an outage under load loses no line and no span, and keeps the order', async () => {
  const service = start({ LAST_LINE: '2000' });
  faults.mode = 503;
  await service.until(({ logged }) => logged >= 1_000);
  faults.mode = 'hang';
  await service.until(({ logged }) => logged >= 2_000);
  faults.mode = 'ok';
  const last = await service.until((report) => book(report, 'log_queue', 'log')?.delivered === 2_000);
  expect(await service.stop('SIGTERM')).toBe(143);
  expect(numbers()).toEqual(Array.from({ length: 2_000 }, (_, index) => index));
  expect(faults.spans.length).toBe(last.spans);
  expect(faults.repeats).toBe(0);
});

it('at every scrape, through outages and losses, each stage has accepted what it delivered, dropped and holds', async () => {
  const port = await freePort();
  const env = { THROUGHLINE_METRICS_PORT: String(port), THROUGHLINE_SPOOL_DIR: directory };
  const service = start({ ...env, LINES_PER_SECOND: '2000', SPANS_PER_SECOND: '500' });
  await service.until(({ logged }) => logged > 0);
  /** Scrapes until the log queue's book says so; every page on the way has to add up. */
  const scrapeUntil = async (enough: (queue: Book) => boolean) => {
    for (;;) {
      const books = readBooks(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
      expect([...books.keys()]).toEqual(expect.arrayContaining(['log_queue/log', 'span_queue/span']));
      for (const [stage, { accepted, delivered, dropped, queued }] of books) {
        expect({ mode: faults.mode, stage, accepted }).toEqual({
          mode: faults.mode,
          stage,
          accepted: delivered + dropped + queued,
        });
      }
      const queue = books.get('log_queue/log');
      if (queue && enough(queue)) return queue;
    }
  };
  for (const mode of ['ok', 503, 'half-accept', 'reset', 400, 'ok'] as const) {
    const before = await scrapeUntil(() => true);
    faults.mode = mode;
    await scrapeUntil(({ delivered, dropped, queued }) => {
      if (mode === 400) return dropped > before.dropped;
      return mode === 'ok' || mode === 'half-accept' ? delivered > before.delivered : queued > 500;
    });
  }
});

interface Book {
  accepted: number;
  delivered: number;
  dropped: number;
  queued: number;
}

/** The ledger as Prometheus reads it, by stage and signal. */
function readBooks(page: string) {
  const books = new Map<string, Book>();
  const samples = page.matchAll(
    /^throughline_ledger_(accepted|delivered|dropped|queued)(?:_total)?\{stage="(\w+)",signal="(\w+)"[^}]*\} (\d+)/gm,
  );
  for (const [, count = '', stage, signal, value] of samples) {
    const key = `${stage}/${signal}`;
    const entry = books.get(key) ?? { accepted: 0, delivered: 0, dropped: 0, queued: 0 };
    entry[count as keyof typeof entry] += Number(value);
    books.set(key, entry);
  }
  return books;
}

it('SIGTERM with a receiver that answers loses nothing', async () => {
  const service = start();
  await service.until(({ logged }) => logged >= 300);
  expect(await service.stop('SIGTERM')).toBe(143);
  expect(service.errors).not.toContain('lost');
  const arrived = numbers();
  expect(arrived.length).toBeGreaterThanOrEqual(service.report?.logged ?? Number.NaN);
  expect(arrived).toEqual(Array.from({ length: arrived.length }, (_, index) => index));
});

it('SIGTERM with one that hangs ends within 5 s and says what was lost', async () => {
  const service = start({ LAST_LINE: '200', SPANS_PER_SECOND: '0' });
  faults.mode = 'hang';
  await service.until(({ logged }) => logged >= 200);
  const started = performance.now();
  expect(await service.stop('SIGTERM')).toBe(143);
  expect(performance.now() - started).toBeLessThan(6_500);
  expect(service.errors).toContain('throughline: log_queue lost 200 logs at exit');
});

it('SIGTERM with one that hangs and a spool keeps it for the next start', async () => {
  const first = start({ LAST_LINE: '200', THROUGHLINE_SPOOL_DIR: directory });
  faults.mode = 'hang';
  await first.until((report) => book(report, 'spool', 'log')?.queued === 200);
  const spans = first.report?.spans ?? 0;
  await first.stop('SIGTERM');
  expect(first.errors).toContain('throughline: log_queue left 200 logs in the spool');
  expect(first.errors).not.toContain('lost');
  faults.mode = 'ok';
  start({ LINES_PER_SECOND: '0', SPANS_PER_SECOND: '0', THROUGHLINE_SPOOL_DIR: directory });
  await vi.waitFor(() => expect(numbers()).toHaveLength(200), { timeout: 20_000 });
  await vi.waitFor(() => expect(faults.spans.length).toBeGreaterThanOrEqual(spans), { timeout: 20_000 });
  expect(numbers()).toEqual(Array.from({ length: 200 }, (_, index) => index));
});

it('SIGKILL under load loses no line that the spool had taken', async () => {
  const acknowledged: number[] = [];
  for (let kill = 0; kill < 3; kill++) {
    // Half of the kills find a queue that could not deliver.
    faults.mode = kill % 2 === 0 ? 503 : 'ok';
    const from = kill * 100_000;
    const service = start({ FIRST_LINE: String(from), THROUGHLINE_SPOOL_DIR: directory });
    await service.until((report) => spooled(report) >= 200);
    await service.stop('SIGKILL');
    const count = service.report ? spooled(service.report) : 0;
    acknowledged.push(...Array.from({ length: count }, (_, index) => from + index));
  }
  faults.mode = 'ok';
  start({ LINES_PER_SECOND: '0', SPANS_PER_SECOND: '0', THROUGHLINE_SPOOL_DIR: directory });
  await vi.waitFor(
    () => {
      const arrived = new Set(numbers());
      expect(acknowledged.filter((number) => !arrived.has(number))).toEqual([]);
    },
    { timeout: 20_000 },
  );
  expect(new Set(numbers()).size).toBe(numbers().length);
});

/** Lines of this run that are on disk, or were. What earlier runs left is accepted by both stages. */
function spooled(report: Report): number {
  const queue = book(report, 'log_queue', 'log');
  const spool = book(report, 'spool', 'log');
  if (!queue || !spool) return 0;
  return spool.accepted - (spool.dropped.corrupt ?? 0) - (queue.accepted - report.logged);
}
