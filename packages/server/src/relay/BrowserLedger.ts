import type { Ledger, LedgerEntry, Signal } from '../delivery/Ledger.js';
import type { ClientCounts } from './readClientCounts.js';

interface PageBook {
  readonly entry: LedgerEntry;
  captured: number;
  received: number;
  prefetches: number;
  readonly dropped: Map<string, number>;
  lastHeard: number;
}

const MAX_PAGES = 10_000;
const IDLE_MILLIS = 30 * 60 * 1000;
/** A page cannot claim more than this between two batches: what it says is hearsay. */
const MAX_STEP = 100_000;
const MAX_REASONS = 64;

/**
 * The stage `browser` of the ledger, from what pages say of themselves. Accepted is what they captured, dropped what
 * they gave up, delivered what the relay received of them; what is missing when a page has long been silent was lost
 * on the way out, and is counted as `page_gone`. Bounded: the page that was heard of longest ago is closed for a new.
 */
export class BrowserLedger {
  readonly #pages = new Map<string, PageBook>();
  readonly #reasons = new Set<string>();

  constructor(readonly ledger: Ledger) {}

  /** Books a batch with `received` records. Returns how many prefetches the page made since its last batch. */
  book(signal: Signal, counts: ClientCounts | undefined, received: number, nowMillis: number): number {
    const entry = this.ledger.entry('browser', signal);
    this.#closeIdle(nowMillis);
    if (counts === undefined) {
      entry.accepted += received;
      entry.delivered += received;
      return 0;
    }
    const page = this.#open(`${signal}/${counts.id}`, entry, nowMillis);
    this.#capture(page, Math.min(counts.captured, page.captured + MAX_STEP) - page.captured);
    for (const [reason, count] of counts.dropped) {
      const known = page.dropped.get(reason) ?? 0;
      const step = Math.min(count - known, open(page));
      if (step <= 0) continue;
      page.dropped.set(reason, known + step);
      entry.drop(`client_${this.#nameOf(reason)}`, step);
    }
    // More than it says it captured: a batch that came twice, or a page that cannot count. The book closes either way.
    this.#capture(page, received - open(page));
    page.received += received;
    entry.delivered += received;
    const prefetches = Math.min(Math.max(counts.prefetches - page.prefetches, 0), MAX_STEP);
    page.prefetches += prefetches;
    return prefetches;
  }

  #capture(page: PageBook, records: number): void {
    if (records <= 0) return;
    page.captured += records;
    page.entry.accepted += records;
  }

  #open(key: string, entry: LedgerEntry, nowMillis: number): PageBook {
    const page = this.#pages.get(key) ?? {
      entry,
      captured: 0,
      received: 0,
      prefetches: 0,
      dropped: new Map(),
      lastHeard: nowMillis,
    };
    // To the end: the map's order is the order of last use.
    this.#pages.delete(key);
    this.#pages.set(key, page);
    page.lastHeard = nowMillis;
    if (this.#pages.size > MAX_PAGES) this.#closeOldest();
    return page;
  }

  #closeIdle(nowMillis: number): void {
    for (const [, page] of this.#pages) {
      if (nowMillis - page.lastHeard < IDLE_MILLIS) return;
      this.#closeOldest();
    }
  }

  #closeOldest(): void {
    const [oldest] = this.#pages;
    if (!oldest) return;
    const [key, page] = oldest;
    page.entry.drop('page_gone', open(page));
    this.#pages.delete(key);
  }

  /** Reasons become label values: their number is bounded whatever browsers invent. */
  #nameOf(reason: string): string {
    if (!this.#reasons.has(reason) && this.#reasons.size >= MAX_REASONS) return 'other';
    this.#reasons.add(reason);
    return reason;
  }
}

/** Records of a page that are neither dropped nor here. */
function open({ captured, received, dropped }: PageBook): number {
  let lost = 0;
  for (const count of dropped.values()) lost += count;
  return captured - received - lost;
}
