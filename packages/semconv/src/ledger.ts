/** The stages that keep a book: accepted = delivered + dropped + queued in each, at every moment. */
export const LEDGER_STAGES = ['browser', 'relay', 'tail', 'log_queue', 'span_queue', 'spool'] as const;
export type LedgerStage = (typeof LEDGER_STAGES)[number];

/** Why a stage on the server gave a record up. A browser's own reasons are added to those of the stage `browser`. */
export const DROP_REASONS = [
  /** No room: the oldest of the lowest level go first. */
  'overflow',
  /** Older than the queue keeps anything. */
  'expired',
  /** The receiver refused it (400) however small the request was. */
  'refused',
  /** The receiver takes no request as large as this one record (413). */
  'too_large',
  /** The receiver took the request and rejected records in it (OTLP `partialSuccess`). */
  'rejected',
  /** Not yet delivered at the end of the process, and no spool. */
  'shutdown',
  /** Not yet delivered at the end of the process, and in the spool: the next start takes it from there. */
  'spooled',
  /** Not a record that the stage can keep. */
  'invalid',
  /** A relay with nowhere to send it. */
  'no_destination',
  /** The log worker ended with it. */
  'worker',
  /** A record of the spool that does not match its checksum, or is cut off. */
  'corrupt',
  /** The spool's disk or its cap is full: kept in memory only. */
  'no_space',
  /** A span that cannot be written as OTLP. */
  'unserialisable',
  /** Of a trace that was neither sampled nor failed nor slow. */
  'unsampled',
  /** The tail of a trace had no room to wait for its end. */
  'evicted',
  /** Captured in a browser that was never heard of again. */
  'page_gone',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/**
 * Resource attributes by which a browser tells its own counts with each batch, per signal: cumulative over the life of
 * the document, so that a batch sent twice or never changes nothing for good. Which records arrived the relay counts
 * itself: what was captured, not dropped and never arrived is what the browser lost.
 */
export const ATTR_CLIENT_LEDGER_ID = 'throughline.client.ledger.id';
/** Integer: records that the page captured, those of this batch included. */
export const ATTR_CLIENT_CAPTURED = 'throughline.client.captured';
/** Integer: prefetches of the page so far, which are no records and have no spans. */
export const ATTR_CLIENT_PREFETCHES = 'throughline.client.prefetches';
/** Prefix of integers by reason: `throughline.client.dropped.queue_full`. A reason is `[a-z0-9_]{1,40}`. */
export const ATTR_CLIENT_DROPPED_PREFIX = 'throughline.client.dropped.';
