/** What the disk holds of a batch. */
export interface StoredBatch {
  /** The payload again; `undefined` when it cannot be read. Absent: only the memory has it. */
  readonly load?: () => string | undefined;
  /** The batch is delivered or given up: the disk may forget it. */
  settle(): void;
}

/** Records that wait together. */
export interface Batch {
  /** The records in their wire form, as elements of a list with a comma between. `undefined`: on disk only. */
  payload: string | undefined;
  /** UTF-8 length of the payload. */
  readonly bytes: number;
  readonly records: number;
  /** How dear the records are: the index of their level in `LEVELS`. The lowest are given up first. */
  readonly level: number;
  /** When the oldest of them was taken in, in Unix milliseconds. */
  readonly since: number;
  stored?: StoredBatch | undefined;
  /** Half of a refused request: sent by itself, so that the poison is found. */
  readonly alone?: boolean;
}

/** Makes a batch of a payload that was taken in just now. */
export function createBatch(payload: string, records: number, level: number, since = Date.now()): Batch {
  return { payload, bytes: Buffer.byteLength(payload), records, level, since };
}
