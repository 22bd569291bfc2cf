import type { OtlpLogRecord, OtlpScope, OtlpSpan } from '@throughline/otlp';
import { clientLedger } from './clientLedger.js';
import { createExportQueue } from './ExportQueue.js';
import { createKeepaliveBudget } from './keepaliveBudget.js';
import { LOGS, TRACES } from './OtlpSignal.js';
import { createPostBatch } from './postBatch.js';
import type { SignalCounts } from './SignalCounts.js';
import { sendWithToken } from './sessionToken.js';

/** Takes finished records and gets them to the relay. */
export interface Exporter {
  addSpan(span: OtlpSpan, scope: OtlpScope): void;
  addLog(record: OtlpLogRecord, scope: OtlpScope): void;
  flushAtExit(): void;
  /** Drops what waits, and what comes back: the visitor withdrew consent. */
  clear(): void;
  /** Counts records that did not fit into the early buffer as captured and dropped. */
  countLost(lost: { spans: number; logs: number }): void;
  counts(): { traces: SignalCounts & { queued: number }; logs: SignalCounts & { queued: number } };
}

export interface ExporterOptions {
  endpoint: string;
  maxBatchAgeMillis: number;
  nativeFetch: typeof fetch;
  sessionToken: boolean;
  /** Prefetches so far, which are told with each batch. */
  prefetches: () => number;
}

/** Two queues, one budget for what is sent while the page goes away. */
export function createExporter(options: ExporterOptions): Exporter {
  const budget = createKeepaliveBudget();
  const plainPost = createPostBatch(options.nativeFetch, budget);
  const withToken = options.sessionToken
    ? sendWithToken(plainPost, options.endpoint, options.nativeFetch)
    : undefined;
  const ledger = clientLedger(options.prefetches);
  let told = false;
  const onUnreachable = () => {
    if (told) return;
    told = true;
    console.debug(`[throughline] no answer from ${options.endpoint}; telemetry waits and is tried again.`);
  };
  const shared = {
    endpoint: options.endpoint,
    post: withToken?.post ?? plainPost,
    exitBytes: budget.available,
    maxBatchAgeMillis: options.maxBatchAgeMillis,
    resource: (counts: SignalCounts) => ({ ...ledger(counts), ...withToken?.attributes() }),
    onUnreachable,
  };
  const traces = createExportQueue({ ...shared, signal: TRACES });
  const logs = createExportQueue({ ...shared, signal: LOGS });
  window.addEventListener('online', () => {
    traces.retryNow();
    logs.retryNow();
  });

  return {
    addSpan: traces.add,
    addLog: logs.add,
    flushAtExit() {
      // Log records first: they are few, and errors are among them.
      logs.flushAtExit();
      traces.flushAtExit();
    },
    clear() {
      traces.clear();
      logs.clear();
    },
    countLost(lost) {
      traces.countLost(lost.spans);
      logs.countLost(lost.logs);
    },
    counts: () => ({
      traces: { ...traces.counts, queued: traces.queued() },
      logs: { ...logs.counts, queued: logs.queued() },
    }),
  };
}
