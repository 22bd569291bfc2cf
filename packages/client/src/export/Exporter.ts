import { type OtlpLogRecord, type OtlpScope, type OtlpSpan, STATUS_CODE } from '@throughline/otlp';
import type { EarlyBuffer } from '../early/EarlyBuffer.js';
import type { Keep, keepOffline } from '../offline/keepOffline.js';
import { clientLedger } from './clientLedger.js';
import { createExportQueue } from './ExportQueue.js';
import { createKeepaliveBudget } from './keepaliveBudget.js';
import { LOGS, type OtlpSignal, type QueuedRecord, TRACES } from './OtlpSignal.js';
import { createPostBatch, type PostBatch } from './postBatch.js';
import { countDropped, type SignalCounts } from './SignalCounts.js';
import { sendWithToken } from './sessionToken.js';
import { watchPolicy } from './watchPolicy.js';

/** OTLP's `SEVERITY_NUMBER_ERROR`; what is worse is more. */
const ERROR_SEVERITY = 17;

/** Takes finished records and gets them to the relay. */
export interface Exporter {
  addSpan(span: OtlpSpan, scope: OtlpScope): void;
  addLog(record: OtlpLogRecord, scope: OtlpScope): void;
  flushAtExit(): void;
  /** Drops what waits, and what comes back: the visitor withdrew consent. */
  clear(): void;
  /** From here on what finds no relay is kept in the browser's storage, where there is one. */
  useOffline(open: typeof keepOffline): Promise<void>;
  /** Takes the early buffer's counts into the books. */
  countEarly(early: EarlyBuffer): void;
  /** Counts spans that had no room to wait for the decision on their trace as captured and dropped. */
  countEvicted(spans: number): void;
  counts(): { traces: SignalCounts & { queued: number }; logs: SignalCounts & { queued: number } };
}

export interface ExporterOptions {
  endpoint: string;
  maxBatchAgeMillis: number;
  nativeFetch: typeof fetch;
  sessionToken: boolean;
  /** Of the document, in the books of its batches. */
  ledgerId: string;
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
  const ledger = clientLedger(options.ledgerId, options.prefetches);
  let told = false;
  const onUnreachable = () => {
    if (told) return;
    told = true;
    console.debug(`[throughline] no answer from ${options.endpoint}; telemetry waits and is tried again.`);
  };
  const isForbidden = watchPolicy(options.endpoint);
  const token = () => withToken?.attributes() ?? {};
  let keep: Keep | undefined;
  const post: PostBatch = async (url, body) => {
    if (isForbidden()) return { kind: 'refused', status: 'csp' };
    // Known to be in vain, and there is a better place than the browser's console.
    if (keep && !navigator.onLine) return { kind: 'retryable', afterMillis: 0, network: true };
    return (withToken?.post ?? plainPost)(url, body);
  };
  const shared = {
    endpoint: options.endpoint,
    post,
    keep: (signal: OtlpSignal, batch: QueuedRecord[]) => keep?.(signal, batch),
    exitBytes: budget.available,
    // A hidden page may be frozen, or gone, at any moment.
    maxBatchAgeMillis: () => (document.hidden ? 0 : options.maxBatchAgeMillis),
    resource: (counts: SignalCounts) => ({ ...ledger(counts), ...token() }),
    onUnreachable,
  };
  const traces = createExportQueue({ ...shared, signal: TRACES });
  const logs = createExportQueue({ ...shared, signal: LOGS });
  window.addEventListener('online', () => {
    traces.retryNow();
    logs.retryNow();
  });

  // What the app records in its own listeners as the page is left comes after everything was sent.
  let left = false;
  const isLeft = (value: boolean) => () => {
    left = value;
  };
  window.addEventListener('pagehide', isLeft(true), true);
  window.addEventListener('pageshow', isLeft(false), true);
  // In turns, errors first in each: what may be in flight is soon used up.
  function flushAtExit(): void {
    while ([logs.sendAtExit(), traces.sendAtExit()].includes(true));
  }

  return {
    addSpan(span, scope) {
      traces.add(span, scope, span.status?.code === STATUS_CODE.ERROR);
      if (left) flushAtExit();
    },
    addLog(record, scope) {
      logs.add(record, scope, (record.severityNumber ?? 0) >= ERROR_SEVERITY);
      if (left) flushAtExit();
    },
    flushAtExit,
    clear() {
      traces.clear();
      logs.clear();
    },
    async useOffline(open) {
      keep = await open({
        endpoint: options.endpoint,
        post,
        token,
        countLost({ signal, records }, reason) {
          const { counts } = signal === 'traces' ? traces : logs;
          counts.captured += records.length;
          countDropped(counts, reason, records.length);
        },
      });
    },
    countEarly(early) {
      traces.countEarly(early.spans);
      logs.countEarly(early.logs);
    },
    countEvicted: (spans) => traces.countLost(spans, 'evicted'),
    counts: () => ({
      traces: { ...traces.counts, queued: traces.queued() },
      logs: { ...logs.counts, queued: logs.queued() },
    }),
  };
}
