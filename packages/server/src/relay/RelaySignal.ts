import { RELAY_LOGS_PATH, RELAY_TRACES_PATH } from '@throughline/semconv';

/** What a relay path takes. */
export type RelaySignal = 'spans' | 'logs';

/** Where a request's records are, by signal. */
export const RECORD_LISTS = {
  spans: ['resourceSpans', 'scopeSpans', 'spans'],
  logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
} as const;

/**
 * The relay's path that a request is for. The end counts: an app may live below a base path, and with `trailingSlash`
 * Next sends everybody to the path with one.
 */
export function relayPathOf(pathname: string): 'traces' | 'logs' | undefined {
  const path = pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  if (path.endsWith(RELAY_TRACES_PATH)) return 'traces';
  return path.endsWith(RELAY_LOGS_PATH) ? 'logs' : undefined;
}
