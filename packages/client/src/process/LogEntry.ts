import type { SpanContext } from '@opentelemetry/api';
import type { PageSpan } from '../early/startSpan.js';
import type { LogAttributes } from './cleanAttributes.js';
import type { PageView } from './PageView.js';

/** Levels of the browser's log. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line before it is written as OTLP. */
export interface LogEntry {
  level: LogLevel;
  /** Absent where the line reports an error. */
  message?: string;
  attributes: LogAttributes;
  /** Set when the line reports an error: what was thrown, which is read later. */
  thrown?: { value: unknown };
  /** The span that failed by it, which gets an event of it. */
  failed?: PageSpan | undefined;
  /** Set when the record is an event of that name. */
  eventName?: string | undefined;
  /** The span that the line belongs to. */
  ofSpan?: SpanContext | undefined;
  page: PageView;
  /** Milliseconds since the epoch. */
  timeMillis: number;
}
