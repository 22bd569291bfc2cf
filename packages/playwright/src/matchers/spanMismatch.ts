import type { Span } from '../query/Trace.js';
import type { SpanPattern } from './SpanPattern.js';

/** Why a span by itself does not fit a pattern, or `undefined` when it does. */
export function spanMismatch(span: Span, pattern: SpanPattern): string | undefined {
  if (!fits(span.name, pattern.name)) return `its name is ${show(span.name)}, not ${show(pattern.name)}`;
  if (!fits(span.service, pattern.service))
    return `its service is ${show(span.service)}, not ${show(pattern.service)}`;
  if (!fits(span.kind, pattern.kind)) return `its kind is ${show(span.kind)}, not ${show(pattern.kind)}`;
  if (!fits(span.error, pattern.error))
    return span.error ? 'its status is an error' : 'its status is no error';
  for (const [key, expected] of Object.entries(pattern.attributes ?? {})) {
    const actual = Object.hasOwn(span.tags, key) ? span.tags[key] : undefined;
    if (actual === undefined) return `it has no attribute ${key}`;
    if (!fits(actual, expected)) return `its attribute ${key} is ${show(actual)}, not ${show(expected)}`;
  }
  return undefined;
}

/** A pattern's own part in one line, for messages. */
export function describeSpan({ name, service, kind, error, attributes }: SpanPattern): string {
  const parts = [
    name === undefined ? 'a span' : `span ${show(name)}`,
    service === undefined ? '' : `of ${show(service)}`,
    kind === undefined ? '' : `[${kind}]`,
    error === undefined ? '' : error ? 'with an error' : 'without error',
    ...Object.entries(attributes ?? {}).map(([key, value]) => `${key}=${show(value)}`),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function fits(
  actual: string | number | boolean,
  expected: string | number | boolean | RegExp | undefined,
): boolean {
  if (expected === undefined) return true;
  // `search` and not `test`: a global expression keeps its position between calls.
  return expected instanceof RegExp ? String(actual).search(expected) >= 0 : actual === expected;
}

function show(value: unknown): string {
  return value instanceof RegExp ? String(value) : JSON.stringify(value);
}
