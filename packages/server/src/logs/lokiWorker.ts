import { parentPort, workerData } from 'node:worker_threads';
import { LedgerEntry } from '../delivery/Ledger.js';
import { Spool } from '../delivery/spool/Spool.js';
import {
  EXIT_DONE,
  EXIT_LEFT,
  type LokiReport,
  type LokiRequest,
  type LokiWorkerData,
} from './lokiMessages.js';
import { createLokiPipeline } from './lokiPipeline.js';

/** Entry of the worker thread that pino-loki runs in. */
const data = workerData as LokiWorkerData;
const ledger = new LedgerEntry('log_queue', 'log');
const spoolLedger = new LedgerEntry('spool', 'log');
const report = (message: LokiReport) => parentPort?.postMessage(message);
const spool = data.spool && Spool.open(data.spool, 'log', data.spoolId, spoolLedger);
/** Lines in this thread that are neither delivered nor dropped. */
let unsettled = 0;
let takenBytes = 0;
const pipeline = createLokiPipeline(data, ledger, book, spool);
// This thread's global object is its own: only pino-loki in here sees the replacement.
globalThis.fetch = pipeline.fetch;
book();

/** Sends the counts since the last report. */
function book(): void {
  const queue = ledger.take();
  unsettled += queue.accepted - queue.delivered;
  for (const count of queue.dropped.values()) unsettled -= count;
  report({ kind: 'booked', takenBytes, queue, spool: spoolLedger.take(), isFull: pipeline.isFull });
  takenBytes = 0;
}

async function handle(request: LokiRequest): Promise<void> {
  switch (request.kind) {
    case 'lines':
      takenBytes += request.lines.length;
      unsettled += pipeline.write(request.source, request.lines);
      book();
      return;
    case 'flush':
      await pipeline.flush(request.timeoutMillis);
      book();
      report({ kind: 'flushed', id: request.id });
      return;
    case 'exit': {
      await pipeline.flush(request.timeoutMillis);
      book();
      const cells = new Int32Array(data.exitCells);
      Atomics.store(cells, EXIT_LEFT, unsettled);
      Atomics.store(cells, EXIT_DONE, 1);
      Atomics.notify(cells, EXIT_DONE);
    }
  }
}

parentPort?.on('message', (request: LokiRequest) => void handle(request));
