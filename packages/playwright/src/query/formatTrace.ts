import type { Span, Trace } from './Trace.js';

/** A trace as text, one span a line, indented below its parent: what failing tests print. */
export function formatTrace(trace: Trace): string {
  const counts = [count(trace.spans.length, 'span'), count(trace.services.length, 'service')];
  const head = `trace ${trace.traceId}: ${counts.join(', ')}, ${formatDuration(trace.durationMicros)}`;
  return [head, ...trace.roots.flatMap((root) => formatSpan(root, '  '))].join('\n');
}

function formatSpan(span: Span, indent: string): string[] {
  const details = [
    `${span.service || '(no service)'}: ${span.name}`,
    `[${span.kind}]`,
    formatDuration(span.durationMicros),
    span.error ? `ERROR ${span.tags['otel.status_description'] ?? ''}`.trimEnd() : '',
    indent === '  ' && span.parentSpanId !== undefined
      ? `(parent ${span.parentSpanId} is not in the trace)`
      : '',
  ].filter((detail) => detail !== '');
  return [
    `${indent}${details.join(' ')}`,
    ...span.children.flatMap((child) => formatSpan(child, `${indent}  `)),
  ];
}

/** With the unit that its size asks for: `340 µs`, `4.1 ms`, `412 ms`, `1.2 s`. */
function formatDuration(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 10_000) return `${(micros / 1000).toFixed(1)} ms`;
  if (micros < 1_000_000) return `${Math.round(micros / 1000)} ms`;
  return `${(micros / 1_000_000).toFixed(1)} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
