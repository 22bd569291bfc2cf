import type { Batch, StoredBatch } from './Batch.js';

/** Shares what the disk holds of `batches` between `parts`: it may forget them when all parts are settled. */
export function splitStored(batches: readonly Batch[], parts: number): StoredBatch[] | undefined {
  const stored = batches.flatMap((batch) => batch.stored ?? []);
  if (stored.length === 0) return undefined;
  let open = parts;
  return Array.from({ length: parts }, () => ({
    settle: () => {
      open -= 1;
      if (open === 0) for (const batch of stored) batch.settle();
    },
  }));
}
