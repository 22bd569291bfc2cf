import { compileRegex, type TextPattern } from './compileRegex.js';
import type { LineFilter } from './types.js';

const compiled = new WeakMap<LineFilter, TextPattern>();

/** Whether all line filters hold. Texts and regular expressions are looked for anywhere in the line. */
export function matchesLine(filters: readonly LineFilter[], line: string): boolean {
  return filters.every((filter) => holds(filter, line));
}

function holds(filter: LineFilter, line: string): boolean {
  switch (filter.op) {
    case '|=':
      return line.includes(filter.value);
    case '!=':
      return !line.includes(filter.value);
    case '|~':
      return regexOf(filter).test(line);
    case '!~':
      return !regexOf(filter).test(line);
  }
}

function regexOf(filter: LineFilter): TextPattern {
  const known = compiled.get(filter);
  if (known !== undefined) return known;
  const regex = compileRegex(filter.value, 'anywhere');
  compiled.set(filter, regex);
  return regex;
}
