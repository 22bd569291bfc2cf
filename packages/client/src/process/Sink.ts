import type { LogEntry } from './LogEntry.js';
import type { SpanDraft } from './SpanDraft.js';

/** Where finished records go: into the early buffer first, to the exporter once that has arrived. */
export interface Sink {
  span(draft: SpanDraft): void;
  log(entry: LogEntry): void;
  /** Sends what waits, now: the page is hidden or left. */
  flush(): void;
  /** Forgets what waits. The early buffer is emptied by who has to: its bytes are dear. */
  clear?(): void;
}
