import type { SpanContext } from '@opentelemetry/api';
import type { PageView } from './PageView.js';

/** Something that happened during a span. What was thrown is read later, where there is room for the code. */
export interface DraftEvent {
  name: string;
  timeMillis: number;
  attributes?: Record<string, unknown>;
  thrown?: { value: unknown };
}

/** A span before it is written as OTLP. Times are milliseconds since the epoch. */
export interface SpanDraft {
  context: SpanContext;
  parentSpanId: string | undefined;
  name: string;
  /** OTLP's number, `SPAN_KIND`. */
  kind: number;
  startMillis: number;
  endMillis: number;
  attributes: Record<string, unknown>;
  events?: DraftEvent[];
  links?: { context: SpanContext; attributes?: Record<string, unknown> | undefined }[];
  status: { code: number; message?: string | undefined };
  /** The page view that it started in. */
  page: PageView;
  /** What did not fit while the span was open. */
  dropped?: { attributes: number; events: number; links: number };
  /** Set when the span is another library's. */
  scope?: { name: string; version?: string };
}
