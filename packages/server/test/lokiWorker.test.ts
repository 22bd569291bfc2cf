import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type FaultServer, startFaultServer } from '@throughline/fault-server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LedgerEntry } from '../src/delivery/Ledger.js';
import { LokiStream } from '../src/logs/LokiStream.js';

const WORKER = fileURLToPath(new URL('../dist/logs/lokiWorker.cjs', import.meta.url));

let faults: FaultServer;
let directory: string;
let stream: LokiStream | undefined;
beforeEach(async () => {
  faults = await startFaultServer();
  directory = mkdtempSync(join(tmpdir(), 'throughline-spool-'));
});
afterEach(async () => {
  await stream?.terminate();
  await faults.close();
  rmSync(directory, { recursive: true, force: true });
});

function start(spoolId?: string) {
  const workers: Worker[] = [];
  const ledger = new LedgerEntry('log_queue', 'log');
  const spoolLedger = new LedgerEntry('spool', 'log');
  stream = new LokiStream(
    {
      url: faults.url,
      username: 'user',
      password: 'password',
      serviceName: 'shop',
      environment: 'test',
      spool: spoolId === undefined ? undefined : { directory, maxBytes: 1e8, fsync: 'never' },
      spoolId: spoolId ?? '',
    },
    ledger,
    spoolId === undefined ? undefined : spoolLedger,
    (options) => {
      const worker = new Worker(WORKER, options);
      workers.push(worker);
      return worker;
    },
  );
  const log = (from: number, to: number) => {
    for (let number = from; number < to; number++) {
      stream?.write(
        'server',
        `${JSON.stringify({ level: 30, time: Date.now(), msg: `line ${number}` })}\n`,
        30,
      );
    }
  };
  return { stream, workers, ledger, spoolLedger, log };
}

const messages = () => faults.lines.map(({ line }) => (JSON.parse(line) as { msg: string }).msg);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

it('a worker that ends is started again; what it held is counted, later lines arrive', async () => {
  const { stream, workers, ledger, log } = start();
  log(0, 10);
  expect(await stream.flush(10_000)).toBe(0);
  expect(faults.lastHeaders.authorization).toBe(`Basic ${btoa('user:password')}`);
  faults.mode = 503;
  log(10, 25);
  await vi.waitFor(() => expect(faults.pushes).toBeGreaterThan(2), { timeout: 10_000 });
  faults.mode = 'ok';
  await workers[0]?.terminate();
  expect([ledger.delivered, ledger.dropped.get('worker'), ledger.queued]).toEqual([10, 15, 0]);
  log(25, 30);
  expect(await stream.flush(10_000)).toBe(0);
  expect(workers).toHaveLength(2);
  expect([ledger.accepted, ledger.delivered]).toEqual([30, 15]);
  expect(messages()).toEqual([...upTo(10), ...upTo(30).slice(25)]);
});

it('with a spool, what the worker held is delivered by the next', async () => {
  const { stream, workers, ledger, spoolLedger, log } = start('mine');
  faults.mode = 503;
  log(0, 15);
  await vi.waitFor(() => expect(spoolLedger.queued).toBe(15), { timeout: 10_000 });
  await workers[0]?.terminate();
  expect(Object.fromEntries(ledger.dropped)).toEqual({ spooled: 15 });
  faults.mode = 'ok';
  log(15, 20);
  expect(await stream.flush(10_000)).toBe(0);
  expect(messages().sort()).toEqual(upTo(20).sort());
  expect([ledger.accepted, ledger.delivered, ledger.queued]).toEqual([35, 20, 0]);
  expect([spoolLedger.queued, spoolLedger.accepted]).toEqual([0, spoolLedger.delivered]);
});
