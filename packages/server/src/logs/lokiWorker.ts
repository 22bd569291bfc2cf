import { parentPort, workerData } from 'node:worker_threads';
import { LedgerEntry } from '../delivery/Ledger.js';
import type { LokiReport, LokiRequest, LokiWorkerData } from './lokiMessages.js';
import { createLokiPipeline } from './lokiPipeline.js';

/** Entry of the worker thread that pino-loki runs in. */
const data = workerData as LokiWorkerData;
const ledger = new LedgerEntry('log_queue', 'log');
const report = (message: LokiReport) => parentPort?.postMessage(message);
const pipeline = createLokiPipeline(data, ledger, settle);
// This thread's global object is its own: only pino-loki in here sees the replacement.
globalThis.fetch = pipeline.fetch;

/** Sends the counts since the last report. */
function settle(): void {
  const delivered = ledger.delivered;
  const dropped = Object.fromEntries(ledger.dropped);
  ledger.delivered = 0;
  ledger.dropped.clear();
  if (delivered > 0 || Object.keys(dropped).length > 0) report({ kind: 'settled', delivered, dropped });
}

async function handle(request: LokiRequest): Promise<void> {
  switch (request.kind) {
    case 'lines':
      report({ kind: 'received', chars: request.lines.length });
      pipeline.write(request.source, request.lines);
      return;
    case 'flush':
      await pipeline.flush(request.timeoutMillis);
      settle();
      report({ kind: 'flushed', id: request.id });
      return;
    case 'exit': {
      await pipeline.flush(request.timeoutMillis);
      const flag = new Int32Array(data.exitFlag);
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    }
  }
}

parentPort?.on('message', (request: LokiRequest) => void handle(request));
