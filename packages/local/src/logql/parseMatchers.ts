import { compileRegex } from './compileRegex.js';
import type { QueryScanner } from './QueryScanner.js';
import type { Matcher, MatchOperator } from './types.js';

/** The four operators, longer ones first. */
export const MATCH_OPERATORS = ['=~', '!~', '!=', '='] as const satisfies readonly MatchOperator[];

/**
 * Reads `{name="value", ...}`, whose opening brace is next.
 *
 * @throws UnsupportedQuery when it is not well formed or has a regular expression that cannot be run.
 */
export function parseMatchers(scanner: QueryScanner): Matcher[] {
  if (scanner.take('{') === undefined) throw scanner.refuse(`expected '{', found ${scanner.here}`);
  const matchers: Matcher[] = [];
  while (scanner.take('}') === undefined) {
    matchers.push(parseMatcher(scanner));
    if (scanner.take(',') === undefined && !scanner.rest.startsWith('}')) {
      throw scanner.refuse(`expected ',' or '}' after a label matcher, found ${scanner.here}`);
    }
  }
  return matchers;
}

function parseMatcher(scanner: QueryScanner): Matcher {
  // Prometheus 3 quotes names that are not plain identifiers; a quoted name alone is the metric's.
  const quoted = scanner.language === 'PromQL' ? scanner.string() : undefined;
  const name = quoted ?? scanner.identifier();
  if (name === undefined) throw scanner.refuse(`expected a label name, found ${scanner.here}`);
  const op = scanner.take(...MATCH_OPERATORS);
  if (op === undefined) {
    if (quoted !== undefined) return { name: '__name__', op: '=', value: quoted };
    throw scanner.refuse(`expected =, !=, =~ or !~ after '${name}', found ${scanner.here}`);
  }
  return parseMatcherValue(scanner, name, op);
}

/** Reads the value behind `name op`, and refuses a regular expression that cannot be run. */
export function parseMatcherValue(scanner: QueryScanner, name: string, op: MatchOperator): Matcher {
  const value = scanner.string();
  if (value === undefined)
    throw scanner.refuse(`expected a quoted string after '${name}${op}', found ${scanner.here}`);
  if (op === '=~' || op === '!~') compileRegex(value, 'whole');
  return { name, op, value };
}
