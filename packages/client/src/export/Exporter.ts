import type { KeyValue, OtlpLogRecord, OtlpScope, OtlpSpan } from '@throughline/otlp';
import { ATTR_TELEMETRY_SDK_LANGUAGE, SDK_LANGUAGE_BROWSER } from '@throughline/semconv';
import { createExportQueue } from './ExportQueue.js';
import { createKeepaliveBudget } from './keepaliveBudget.js';
import { LOGS, TRACES } from './OtlpSignal.js';
import { createPostBatch } from './postBatch.js';
import type { SignalCounts } from './SignalCounts.js';

/** Takes finished records and gets them to the relay. */
export interface Exporter {
  addSpan(span: OtlpSpan, scope: OtlpScope): void;
  addLog(record: OtlpLogRecord, scope: OtlpScope): void;
  flushAtExit(): void;
  counts(): { traces: SignalCounts & { queued: number }; logs: SignalCounts & { queued: number } };
}

export interface ExporterOptions {
  endpoint: string;
  maxBatchAgeMillis: number;
  nativeFetch: typeof fetch;
  /** Called after each batch of which something was kept: the moment to report what was dropped. */
  onDelivered: () => void;
}

/** The relay adds who the service is; the browser only says what kind of SDK speaks. */
const RESOURCE: readonly KeyValue[] = [
  { key: ATTR_TELEMETRY_SDK_LANGUAGE, value: { stringValue: SDK_LANGUAGE_BROWSER } },
  { key: 'telemetry.sdk.name', value: { stringValue: 'opentelemetry' } },
  { key: 'telemetry.distro.name', value: { stringValue: '@throughline/client' } },
];

/** Two queues, one budget for what is sent while the page goes away. */
export function createExporter(options: ExporterOptions): Exporter {
  const budget = createKeepaliveBudget();
  const post = createPostBatch(options.nativeFetch, budget);
  let told = false;
  const onUnreachable = () => {
    if (told) return;
    told = true;
    console.debug(`[throughline] no answer from ${options.endpoint}; telemetry waits and is tried again.`);
  };
  const shared = {
    endpoint: options.endpoint,
    resource: RESOURCE,
    post,
    exitBytes: budget.available,
    maxBatchAgeMillis: options.maxBatchAgeMillis,
    onDelivered: options.onDelivered,
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
    counts: () => ({
      traces: { ...traces.counts, queued: traces.queued() },
      logs: { ...logs.counts, queued: logs.queued() },
    }),
  };
}
