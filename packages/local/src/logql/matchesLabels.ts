import { compileRegex, type TextPattern } from './compileRegex.js';
import type { Matcher } from './types.js';

// Patterns are compiled once a query, not once a line: a parsed matcher is never changed, and this cache goes with it.
const compiled = new WeakMap<Matcher, TextPattern>();

/** Whether all matchers hold. A missing label is the empty string; a regular expression matches the whole value. */
export function matchesLabels(
  matchers: readonly Matcher[],
  labels: Readonly<Record<string, string>>,
): boolean {
  // `hasOwn`, so that a label called `constructor` is missing and not a function.
  return matchers.every((matcher) =>
    holds(matcher, Object.hasOwn(labels, matcher.name) ? (labels[matcher.name] ?? '') : ''),
  );
}

function holds(matcher: Matcher, value: string): boolean {
  switch (matcher.op) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return regexOf(matcher).test(value);
    case '!~':
      return !regexOf(matcher).test(value);
  }
}

function regexOf(matcher: Matcher): TextPattern {
  const known = compiled.get(matcher);
  if (known !== undefined) return known;
  const regex = compileRegex(matcher.value, 'whole');
  compiled.set(matcher, regex);
  return regex;
}
