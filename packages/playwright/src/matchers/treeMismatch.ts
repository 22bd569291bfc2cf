import type { Span, Trace } from '../query/Trace.js';
import type { SpanTreePattern } from './SpanPattern.js';
import { describeSpan, spanMismatch } from './spanMismatch.js';

/** Why a tree does not fit, and how many levels below its top: the deepest reason is the one that helps. */
interface Mismatch {
  readonly depth: number;
  readonly reason: string;
}

/** Why no span of the trace fits the pattern, or `undefined` when one does. */
export function treeMismatch(trace: Trace, pattern: SpanTreePattern): string | undefined {
  const mismatch = assign([pattern], trace.spans, 0, 'the trace has no');
  return mismatch?.reason;
}

function mismatchOf(span: Span, pattern: SpanTreePattern, depth: number): Mismatch | undefined {
  const own = spanMismatch(span, pattern);
  if (own !== undefined) return { depth, reason: `span ${JSON.stringify(span.name)}: ${own}` };
  const here = `span ${JSON.stringify(span.name)} has no`;
  return (
    assign(pattern.children ?? [], span.children, depth + 1, `${here} child`) ??
    assign(pattern.descendants ?? [], below(span), depth + 1, `${here} descendant`)
  );
}

/** Gives each pattern a span of its own. Few patterns and few spans: trying all ways is quick enough. */
function assign(
  patterns: readonly SpanTreePattern[],
  spans: readonly Span[],
  depth: number,
  missing: string,
): Mismatch | undefined {
  const candidates: (readonly Span[])[] = [];
  for (const pattern of patterns) {
    const mismatches = spans.map((span) => mismatchOf(span, pattern, depth));
    const fitting = spans.filter((_, index) => mismatches[index] === undefined);
    if (fitting.length === 0) return deepest(mismatches, depth, `${missing} ${describeSpan(pattern)}`);
    candidates.push(fitting);
  }
  if (assignable(candidates, new Set())) return undefined;
  return { depth, reason: `${missing} ${patterns.map(describeSpan).join(', ')} that are different spans` };
}

/** A span that fits by itself but not below says more than that there is none. */
function deepest(mismatches: readonly (Mismatch | undefined)[], depth: number, none: string): Mismatch {
  let best: Mismatch | undefined;
  for (const mismatch of mismatches) {
    if (mismatch !== undefined && mismatch.depth > (best?.depth ?? depth)) best = mismatch;
  }
  if (best !== undefined) return best;
  const [only] = mismatches;
  return { depth, reason: mismatches.length === 1 && only !== undefined ? `${none} (${only.reason})` : none };
}

function assignable(candidates: readonly (readonly Span[])[], taken: Set<Span>): boolean {
  const [first, ...rest] = candidates;
  if (first === undefined) return true;
  for (const span of first) {
    if (taken.has(span)) continue;
    taken.add(span);
    if (assignable(rest, taken)) return true;
    taken.delete(span);
  }
  return false;
}

function below(span: Span): Span[] {
  return span.children.flatMap((child) => [child, ...below(child)]);
}
