import type { Batch } from './Batch.js';

/** The batches of the next request. */
export interface Run {
  readonly batches: readonly Batch[];
  readonly payload: string;
}

/** Batches that wait, in the order of their arrival, bounded by the bytes that they hold in memory. */
export class WaitingRoom {
  #batches: Batch[] = [];
  #bytes = 0;
  /** The first so many are on their way: they cannot be given up, the receiver may have them. */
  #taken = 0;

  constructor(readonly maxBytes: number) {}

  get isEmpty(): boolean {
    return this.#batches.length === 0;
  }

  get isFull(): boolean {
    return this.#bytes >= this.maxBytes;
  }

  get records(): number {
    return this.#batches.reduce((sum, batch) => sum + batch.records, 0);
  }

  /** Takes a batch in and returns what had to go for it: the oldest of the lowest level, which may be itself. */
  add(batch: Batch): Batch[] {
    if (batch.bytes > this.maxBytes && batch.payload !== undefined) return [batch];
    this.#batches.push(batch);
    this.#bytes += inMemory(batch);
    const evicted: Batch[] = [];
    while (this.#bytes > this.maxBytes) {
      if (this.#spill()) continue;
      const [victim] = this.#batches.splice(this.#indexOfLeast(), 1);
      if (!victim) break;
      this.#bytes -= inMemory(victim);
      evicted.push(victim);
    }
    return evicted;
  }

  /** Removes and returns what was taken in before `since`, but for what is on its way. */
  removeOlderThan(since: number): Batch[] {
    const old = this.#batches.filter((batch, index) => index >= this.#taken && batch.since < since);
    if (old.length > 0) this.#remove(new Set(old));
    return old;
  }

  /**
   * The first batches up to `maxBytes` together, at least one. Batches whose payload the disk has lost are skipped and
   * given to `onLost`.
   */
  take(maxBytes: number, onLost: (batch: Batch) => void): Run | undefined {
    const batches: Batch[] = [];
    const payloads: string[] = [];
    let bytes = 0;
    for (let batch = this.#batches[0]; batch; batch = this.#batches[batches.length]) {
      if (batches.length > 0 && (bytes + batch.bytes > maxBytes || batch.alone)) break;
      const payload = batch.payload ?? batch.stored?.load?.();
      if (payload === undefined) {
        this.#remove(new Set([batch]));
        onLost(batch);
        continue;
      }
      batches.push(batch);
      payloads.push(payload);
      bytes += batch.bytes;
      if (batch.alone) break;
    }
    this.#taken = batches.length;
    return batches.length > 0 ? { batches, payload: payloads.join(',') } : undefined;
  }

  /** What was taken waits again. */
  putBack(): void {
    this.#taken = 0;
  }

  /** What was taken has gone; `instead` of it waits at the front. */
  replaceTaken(instead: readonly Batch[] = []): void {
    const gone = this.#batches.splice(0, this.#taken, ...instead);
    this.#taken = 0;
    for (const batch of gone) this.#bytes -= inMemory(batch);
    for (const batch of instead) this.#bytes += inMemory(batch);
  }

  /** Empties the room. */
  clear(): Batch[] {
    this.#bytes = 0;
    this.#taken = 0;
    return this.#batches.splice(0);
  }

  /** Lets the memory forget the newest payload that the disk has too. */
  #spill(): boolean {
    for (let index = this.#batches.length - 1; index >= this.#taken; index--) {
      const batch = this.#batches[index];
      if (batch?.payload === undefined || !batch.stored?.load) continue;
      batch.payload = undefined;
      this.#bytes -= batch.bytes;
      return true;
    }
    return false;
  }

  /** Of those that use memory. */
  #indexOfLeast(): number {
    let least = -1;
    let level = Number.POSITIVE_INFINITY;
    for (let index = this.#taken; index < this.#batches.length; index++) {
      const batch = this.#batches[index];
      if (batch === undefined || batch.payload === undefined || batch.level >= level) continue;
      least = index;
      level = batch.level;
    }
    return least;
  }

  #remove(gone: ReadonlySet<Batch>): void {
    this.#batches = this.#batches.filter((batch) => !gone.has(batch));
    for (const batch of gone) this.#bytes -= inMemory(batch);
  }
}

function inMemory({ payload, bytes }: Batch): number {
  return payload === undefined ? 0 : bytes;
}
