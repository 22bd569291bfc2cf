import { currentParent } from '../process/currentParent.js';
import type { LogEntry } from '../process/LogEntry.js';
import { wallMillis } from '../process/wallClock.js';
import { theClient } from './theClient.js';

/** A line, an event or an error, of which page and when is not said yet. */
export type NewLogEntry = Omit<LogEntry, 'page' | 'timeMillis'>;

/** Hands a log entry on, with the ids of the span that it belongs to: else the active one, else the page's, open or ended. */
export function writeLog(entry: NewLogEntry): void {
  const client = theClient();
  const { page } = client;
  client.sink.log({
    ...entry,
    ofSpan: entry.ofSpan ?? currentParent(client) ?? page.span?.spanContext(),
    page,
    timeMillis: wallMillis(),
  });
}
