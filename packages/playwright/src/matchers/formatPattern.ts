import type { SpanTreePattern } from './SpanPattern.js';
import { describeSpan } from './spanMismatch.js';

/** A pattern as text, one span a line, indented as the trace is. */
export function formatPattern(pattern: SpanTreePattern, indent = '  ', prefix = ''): string {
  return [
    `${indent}${prefix}${describeSpan(pattern)}`,
    ...(pattern.children ?? []).map((child) => formatPattern(child, `${indent}  `)),
    ...(pattern.descendants ?? []).map((child) => formatPattern(child, `${indent}  `, '... ')),
  ].join('\n');
}
