import type { QueuedRecord } from '../export/OtlpSignal.js';
import { OFFLINE_DATABASE } from './OFFLINE_DATABASE.js';

/** All batches together. */
const MAX_BYTES = 1024 * 1024;
/** The relay believes times of the last seven days. */
const MAX_AGE_MILLIS = 6 * 24 * 3_600_000;
const TABLE = 'batches';
/** Held by the one tab that delivers. */
const LOCK = 'throughline.offline';

/** Records of one signal that could not be sent together. */
export interface KeptBatch {
  readonly signal: 'traces' | 'logs';
  readonly records: readonly QueuedRecord[];
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly keptAt: number;
}

/** Why a kept batch was given up. */
export type KeptLoss = 'offline_full' | 'offline_expired';

/** What waits in the browser's own storage for the relay to be reached, in this visit or a later one. */
export interface OfflineStore {
  /** Keeps a batch; the oldest make room. Rejects when the browser refuses. */
  keep(signal: KeptBatch['signal'], records: readonly QueuedRecord[]): Promise<void>;
  /** Hands over what is kept, the oldest first, until `send` says that it could not be. One tab of all does so at a time. */
  deliver(send: (batch: KeptBatch) => Promise<boolean>): Promise<void>;
}

/**
 * Opens the store, in IndexedDB and under a Web Lock.
 *
 * @param onLost - Told of what was too much or too old.
 * @returns `undefined` where the browser has no such storage, or refuses it
 */
export async function openOfflineStore(
  onLost: (batch: KeptBatch, reason: KeptLoss) => void,
): Promise<OfflineStore | undefined> {
  // Both are missing outside of secure contexts, and storage may be blocked.
  if (!navigator.locks || !globalThis.indexedDB) return undefined;
  let db: IDBDatabase | undefined;

  async function open(): Promise<IDBDatabase> {
    if (db) return db;
    const opening = indexedDB.open(OFFLINE_DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(TABLE, { autoIncrement: true });
    const opened = await answerOf(opening);
    // The visitor has withdrawn consent, in this tab or another: the database is being deleted.
    opened.onversionchange = () => {
      opened.close();
      if (db === opened) db = undefined;
    };
    db = opened;
    return opened;
  }

  try {
    await open();
  } catch {
    return undefined;
  }

  return {
    async keep(signal, records) {
      const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
      const opened = await open();
      const adding = opened.transaction(TABLE, 'readwrite');
      adding.objectStore(TABLE).add({ signal, records, bytes, keptAt: Date.now() } satisfies KeptBatch);
      // Now, not when the answer is here: a page that goes away hears of none, and what is not committed is undone.
      adding.commit();
      await end(adding);
      const table = opened.transaction(TABLE, 'readwrite').objectStore(TABLE);
      const [keys, batches] = await Promise.all([answerOf(table.getAllKeys()), batchesIn(table)]);
      let total = batches.reduce((sum, batch) => sum + batch.bytes, 0);
      for (const [index, batch] of batches.entries()) {
        if (total <= MAX_BYTES) break;
        total -= batch.bytes;
        table.delete(keys[index] as IDBValidKey);
        onLost(batch, 'offline_full');
      }
      await end(table.transaction);
    },

    async deliver(send) {
      await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        // Not opened anew: without consent there is nothing to deliver, and a database that goes away ends it.
        const opened = db;
        if (!lock || !opened) return;
        for (;;) {
          const table = opened.transaction(TABLE, 'readonly').objectStore(TABLE);
          const [[key], [batch]] = await Promise.all([
            answerOf(table.getAllKeys(null, 1)),
            batchesIn(table, 1),
          ]);
          if (key === undefined || !batch) return;
          if (Date.now() - batch.keptAt > MAX_AGE_MILLIS) onLost(batch, 'offline_expired');
          else if (!(await send(batch))) return;
          const { transaction } = opened.transaction(TABLE, 'readwrite').objectStore(TABLE).delete(key);
          if (transaction) await end(transaction);
        }
      });
    },
  };
}

function batchesIn(table: IDBObjectStore, count?: number): Promise<KeptBatch[]> {
  return answerOf(table.getAll(null, count) as IDBRequest<KeptBatch[]>);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Written, as far as the browser tells. */
function end(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
