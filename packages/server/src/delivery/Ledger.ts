import type { DropReason, LedgerStage } from '@throughline/semconv';

/** What a stage handles: `span` or `log`. */
export type Signal = 'span' | 'log';

/** What a browser calls its reason, marked as its own. */
export type BrowserReason = `client_${string}`;

/**
 * The book of one stage and signal. Everything a stage takes in ends as delivered or dropped; what is neither yet
 * is queued, so accepted = delivered + dropped + queued holds by construction.
 */
export class LedgerEntry {
  accepted = 0;
  delivered = 0;
  readonly dropped = new Map<DropReason | BrowserReason, number>();

  constructor(
    readonly stage: LedgerStage,
    readonly signal: Signal,
  ) {}

  /** Records that wait in the stage. */
  get queued(): number {
    let lost = 0;
    for (const count of this.dropped.values()) lost += count;
    return this.accepted - this.delivered - lost;
  }

  /** Counts `records` as given up for `reason`: one of ours, or a browser's own. */
  drop(reason: DropReason | BrowserReason, records: number): void {
    if (records > 0) this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + records);
  }

  /** Takes the counts out: the book begins anew. */
  take(): Booked {
    const { accepted, delivered } = this;
    const dropped = new Map(this.dropped);
    this.accepted = 0;
    this.delivered = 0;
    this.dropped.clear();
    return { accepted, delivered, dropped };
  }

  add({ accepted, delivered, dropped }: Booked): void {
    this.accepted += accepted;
    this.delivered += delivered;
    for (const [reason, count] of dropped) this.drop(reason, count);
  }
}

/** What happened in a stage since the last look, for the stage's book in another thread. */
export interface Booked {
  readonly accepted: number;
  readonly delivered: number;
  readonly dropped: ReadonlyMap<DropReason | BrowserReason, number>;
}

/** All stages of the process. */
export class Ledger {
  readonly #entries = new Map<string, LedgerEntry>();

  /** The entry of a stage and signal, made on first use. */
  entry(stage: LedgerStage, signal: Signal): LedgerEntry {
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
