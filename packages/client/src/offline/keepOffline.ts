import { ATTR_CLIENT_CAPTURED, ATTR_CLIENT_LEDGER_ID } from '@throughline/semconv';
import { backoffMillis } from '../export/backoffMillis.js';
import { LOGS, type OtlpSignal, type QueuedRecord, requestBody, TRACES } from '../export/OtlpSignal.js';
import type { PostBatch } from '../export/postBatch.js';
import { randomHex } from '../process/randomHex.js';
import { type KeptBatch, type KeptLoss, openOfflineStore } from './offlineStore.js';

/** What the exporter has for it. */
export interface OfflineOptions {
  endpoint: string;
  post: PostBatch;
  /** A session token, as attributes of a request's resource. */
  token: () => Record<string, string>;
  /** Counts what was too much, or too old, to be kept longer. */
  countLost: (batch: KeptBatch, reason: KeptLoss) => void;
}

/** Keeps a batch that could not be sent. @returns whether it is kept */
export type Keep = (signal: OtlpSignal, batch: readonly QueuedRecord[]) => Promise<boolean>;

/**
 * The option `offline`: batches that found no relay wait in the browser's own storage, and are sent from there in the order
 * they came: now, when the browser is online again, and after a while.
 *
 * @returns `undefined`, with one debug line, where there is no such storage: records wait in memory then
 */
export async function keepOffline(options: OfflineOptions): Promise<Keep | undefined> {
  const store = await openOfflineStore(options.countLost);
  let told = false;
  if (!store) {
    tell();
    return undefined;
  }
  const { deliver, keep } = store;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener('online', deliverAll);
  deliverAll();
  return async (signal, batch) => {
    try {
      await keep(signal.name, batch);
      failures += 1;
      timer ??= setTimeout(deliverAll, backoffMillis(failures));
      return true;
    } catch {
      tell();
      return false;
    }
  };

  function deliverAll(): void {
    clearTimeout(timer);
    timer = undefined;
    // What is wrong with the storage shows when the next batch is to be kept.
    if (navigator.onLine) deliver(send).catch(() => undefined);
  }

  /** With books of its own: the page that captured it has closed hers with `kept_offline`. */
  async function send({ signal, records }: KeptBatch): Promise<boolean> {
    const wire = signal === 'traces' ? TRACES : LOGS;
    const books = { [ATTR_CLIENT_LEDGER_ID]: randomHex(16), [ATTR_CLIENT_CAPTURED]: records.length };
    const post = () =>
      options.post(
        options.endpoint + wire.path,
        requestBody(wire, records, { ...books, ...options.token() }),
      );
    let outcome = await post();
    // A token had to be fetched first.
    if (outcome.kind === 'retryable' && outcome.afterMillis === 0) outcome = await post();
    if (outcome.kind !== 'retryable') {
      failures = 0;
      return true;
    }
    failures += 1;
    timer ??= setTimeout(deliverAll, outcome.afterMillis ?? backoffMillis(failures));
    return false;
  }

  function tell(): void {
    if (told) return;
    told = true;
    console.debug('[throughline] offline: no storage; telemetry waits in memory.');
  }
}
