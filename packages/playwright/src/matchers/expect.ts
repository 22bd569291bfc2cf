import { expect as base } from '@playwright/test';
import { formatTrace } from '../query/formatTrace.js';
import type { Trace } from '../query/Trace.js';
import { formatPattern } from './formatPattern.js';
import type { SpanPattern, SpanTreePattern } from './SpanPattern.js';
import { treeMismatch } from './treeMismatch.js';

/**
 * Playwright's `expect` with two matchers for a `Trace`. Both are about what the trace holds among other things, and
 * their failure prints the trace as a tree:
 *
 * - `toHaveSpan(pattern)`: some span fits.
 * - `toHaveSpanTree(pattern)`: some span fits, with children and descendants that fit, each another span.
 */
export const expect = base.extend({
  toHaveSpan(trace: Trace, pattern: SpanPattern) {
    return judge('toHaveSpan', trace, pattern, this.isNot);
  },
  toHaveSpanTree(trace: Trace, pattern: SpanTreePattern) {
    return judge('toHaveSpanTree', trace, pattern, this.isNot);
  },
});

function judge(name: string, trace: Trace, pattern: SpanTreePattern, isNot: boolean) {
  const mismatch = treeMismatch(trace, pattern);
  return {
    name,
    pass: mismatch === undefined,
    message: () =>
      [
        `expect(trace).${isNot ? 'not.' : ''}${name}(pattern): ${isNot ? 'the trace has it' : mismatch}`,
        '',
        `${isNot ? 'Not expected' : 'Expected'}:`,
        formatPattern(pattern),
        '',
        'Actual:',
        formatTrace(trace),
      ].join('\n'),
  };
}
