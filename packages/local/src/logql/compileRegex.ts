import { compileProgram } from './regex/compileProgram.js';
import { createMatcher } from './regex/createMatcher.js';
import { parseRegex } from './regex/parseRegex.js';
import { RegexSyntaxError } from './regex/RegexSyntaxError.js';
import { UnsupportedQuery } from './UnsupportedQuery.js';

/** A compiled regular expression that answers yes or no. */
export interface TextPattern {
  test(text: string): boolean;
}

/** Longest regular expression. Together with the bound on its automaton it bounds the cost of one character. */
export const MAX_PATTERN_LENGTH = 1000;

/**
 * Compiles a regular expression in the syntax of RE2, as Loki and Prometheus take it. It runs in time that grows with
 * the length of the text alone, so no pattern and no line can hold up the process.
 *
 * @param extent - `whole`: the match is the whole text, and `.` is any character, as in a label matcher.
 * `anywhere`: the match is somewhere in the text, and `.` is no line end, as in a line filter.
 * @throws UnsupportedQuery naming the part that cannot be compiled.
 */
export function compileRegex(pattern: string, extent: 'whole' | 'anywhere'): TextPattern {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new UnsupportedQuery(
      `a regular expression has ${pattern.length} characters; at most ${MAX_PATTERN_LENGTH} are supported`,
    );
  }
  if (!/[\\^$.|?*+()[\]{}]/.test(pattern)) {
    return { test: extent === 'whole' ? (text) => text === pattern : (text) => text.includes(pattern) };
  }
  try {
    return { test: createMatcher(compileProgram(parseRegex(pattern, extent === 'whole')), extent) };
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    throw new UnsupportedQuery(`regular expression '${pattern}' is not supported: ${error.message}`);
  }
}
