/** Reason of records that the relay took and did not keep. */
export const REJECTED = 'rejected';

/** Where records of one signal went: captured = delivered + dropped + queued. */
export interface SignalCounts {
  captured: number;
  delivered: number;
  /** Dropped records by reason. */
  readonly dropped: Map<string, number>;
}

export function createSignalCounts(): SignalCounts {
  return { captured: 0, delivered: 0, dropped: new Map() };
}

/** Counts `records` as dropped for `reason`. */
export function countDropped(counts: SignalCounts, reason: string, records: number): void {
  if (records > 0) counts.dropped.set(reason, (counts.dropped.get(reason) ?? 0) + records);
}
