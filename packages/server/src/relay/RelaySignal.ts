/** What a relay path takes. */
export type RelaySignal = 'spans' | 'logs';

/** Where a request's records are, by signal. */
export const RECORD_LISTS = {
  spans: ['resourceSpans', 'scopeSpans', 'spans'],
  logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
} as const;
