/** What a stage handles: `span` or `log`. */
export type Signal = 'span' | 'log';

/**
 * The book of one stage and signal. Everything a stage takes in ends as delivered or dropped; what is neither yet
 * is queued, so accepted = delivered + dropped + queued holds by construction.
 */
export class LedgerEntry {
  accepted = 0;
  delivered = 0;
  readonly dropped = new Map<string, number>();

  constructor(
    readonly stage: string,
    readonly signal: Signal,
  ) {}

  /** Records that wait in the stage. */
  get queued(): number {
    let lost = 0;
    for (const count of this.dropped.values()) lost += count;
    return this.accepted - this.delivered - lost;
  }

  /** Counts `records` as given up for `reason` (a short, fixed word). */
  drop(reason: string, records: number): void {
    if (records > 0) this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + records);
  }
}

/** All stages of the process. */
export class Ledger {
  readonly #entries = new Map<string, LedgerEntry>();

  /** The entry of a stage and signal, made on first use. */
  entry(stage: string, signal: Signal): LedgerEntry {
    const key = `${stage}/${signal}`;
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = new LedgerEntry(stage, signal);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  entries(): IterableIterator<LedgerEntry> {
    return this.#entries.values();
  }
}
