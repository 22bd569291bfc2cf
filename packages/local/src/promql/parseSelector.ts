import { matchesLabels } from '../logql/matchesLabels.js';
import { parseMatchers } from '../logql/parseMatchers.js';
import { QueryScanner } from '../logql/QueryScanner.js';
import type { Matcher } from '../logql/types.js';

const SUPPORTED = 'supported: a plain selector such as http_requests_total{method="GET"}';
const METRIC_NAME = /[A-Za-z_:][A-Za-z0-9_:]*/y;

/** What a plain PromQL selector asks for; the metric's name is the matcher `__name__`. */
export interface Selector {
  readonly matchers: readonly Matcher[];
}

/**
 * Reads a PromQL instant vector selector (Prometheus documentation, "Querying basics") and nothing beyond it.
 *
 * @throws UnsupportedQuery naming the function, operator, range or modifier that is not supported.
 */
export function parseSelector(query: string): Selector {
  const scanner = new QueryScanner('PromQL', query);
  if (scanner.done) throw scanner.refuse(`the query is empty; ${SUPPORTED}`);
  const name = scanner.match(METRIC_NAME);
  const named: Matcher[] = name === undefined ? [] : [{ name: '__name__', op: '=', value: name }];
  if (name === undefined && !scanner.rest.startsWith('{')) {
    throw scanner.refuse(`expression ${scanner.here} is not supported; ${SUPPORTED}`);
  }
  const matchers = scanner.rest.startsWith('{') ? [...named, ...parseMatchers(scanner)] : named;
  if (!scanner.done) throw scanner.refuse(`${describe(scanner.rest, name)} is not supported; ${SUPPORTED}`);
  if (matchers.filter((matcher) => matcher.name === '__name__' && matcher.op === '=').length > 1) {
    throw scanner.refuse('the metric name is given twice');
  }
  if (!matchers.some((matcher) => !matchesLabels([matcher], {}))) {
    throw scanner.refuse('a selector needs at least one matcher that does not match an empty value');
  }
  return { matchers };
}

/** Names what follows a selector in the words of PromQL's documentation. */
function describe(rest: string, name: string | undefined): string {
  if (rest.startsWith('(') && name !== undefined) return `function or aggregation '${name}(...)'`;
  if (rest.startsWith('[')) return `range or subquery '${rest.slice(0, 20)}'`;
  const modifier = /^(?:offset\b|@)/i.exec(rest)?.[0];
  if (modifier !== undefined) return `modifier '${modifier}'`;
  const operator = /^(?:[-+*/%^]|==|!=|>=?|<=?|(?:and|or|unless|atan2|by|without|on|ignoring)\b)/i.exec(
    rest,
  )?.[0];
  if (operator !== undefined) return `operator '${operator}'`;
  return `'${rest.slice(0, 20)}'`;
}
