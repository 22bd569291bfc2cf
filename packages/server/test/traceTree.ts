import type { ReceivedSpan, Sink } from './startSink.js';

/** The spans of a trace that have arrived. */
export function spansOf(sink: Sink, traceId: string): ReceivedSpan[] {
  return sink.spans.filter(({ span }) => span.traceId === traceId);
}

/** What is below a span, as lines: names in the order of their start, indented by depth. */
export function renderTree(spans: ReceivedSpan[], parent: string | undefined, indent = ''): string[] {
  return spans
    .filter(({ span }) => span.parentSpanId === parent)
    .sort((a, b) => (String(a.span.startTimeUnixNano) < String(b.span.startTimeUnixNano) ? -1 : 1))
    .flatMap(({ span }) => [indent + span.name, ...renderTree(spans, span.spanId, `${indent}  `)]);
}
