import { compileRegex } from './compileRegex.js';
import { matchesLabels } from './matchesLabels.js';
import { MATCH_OPERATORS, parseMatchers, parseMatcherValue } from './parseMatchers.js';
import { QueryScanner } from './QueryScanner.js';
import type { FieldFilter, LineFilter, LogQuery } from './types.js';

const SUPPORTED =
  'supported: {label="value", ...} with =, !=, =~, !~, then line filters |=, !=, |~, !~ and filters such as | trace_id="..."';

/** Stages of a LogQL pipeline that exist in Loki and not here. */
const STAGES = new Set(
  'json logfmt pattern regexp unpack line_format label_format decolorize unwrap drop keep distinct'.split(
    ' ',
  ),
);

/**
 * Reads a LogQL log query: a stream selector, line filters and filters on labels and structured metadata
 * (Loki documentation, "Log queries"). Metric queries, parsers, formatters, numeric comparisons and `or` are not
 * read.
 *
 * @throws UnsupportedQuery naming the part that is not supported or not well formed.
 */
export function parseLogQl(query: string): LogQuery {
  const scanner = new QueryScanner('LogQL', query);
  if (!scanner.rest.startsWith('{')) {
    throw scanner.refuse(
      scanner.done
        ? `the query is empty; ${SUPPORTED}`
        : `metric query or expression ${scanner.here} is not supported; ${SUPPORTED}`,
    );
  }
  const matchers = parseMatchers(scanner);
  if (!matchers.some((matcher) => !matchesLabels([matcher], {}))) {
    // Loki's rule: without it a query means "everything", which it refuses to read.
    throw scanner.refuse('a query needs at least one label matcher that does not match an empty value');
  }
  const lineFilters: LineFilter[] = [];
  const fieldFilters: FieldFilter[] = [];
  while (!scanner.done) {
    if (/^\|>|^!>/.test(scanner.rest))
      throw scanner.refuse(`pattern filter ${scanner.here} is not supported; ${SUPPORTED}`);
    const op = scanner.take('|=', '|~', '!=', '!~');
    if (op !== undefined) lineFilters.push(parseLineFilter(scanner, op));
    else if (scanner.take('|') !== undefined) fieldFilters.push(...parseFieldFilters(scanner));
    else throw scanner.refuse(`${scanner.here} is not supported here; ${SUPPORTED}`);
  }
  return { matchers, lineFilters, fieldFilters };
}

function parseLineFilter(scanner: QueryScanner, op: LineFilter['op']): LineFilter {
  const value = scanner.string();
  if (value === undefined) {
    if (scanner.rest.startsWith('ip'))
      throw scanner.refuse(`line filter ip(...) is not supported; ${SUPPORTED}`);
    throw scanner.refuse(`expected a quoted string after '${op}', found ${scanner.here}`);
  }
  if (op === '|~' || op === '!~') compileRegex(value, 'anywhere');
  refuseOr(scanner);
  return { op, value };
}

/** Reads what stands behind a `|`: filters joined by `and`, a comma or a space. */
function parseFieldFilters(scanner: QueryScanner): FieldFilter[] {
  const filters: FieldFilter[] = [];
  do {
    filters.push(parseFieldFilter(scanner));
    refuseOr(scanner);
  } while (
    scanner.take(',') !== undefined ||
    scanner.match(/and\b/y) !== undefined ||
    /^[A-Za-z_(]/.test(scanner.rest)
  );
  return filters;
}

function parseFieldFilter(scanner: QueryScanner): FieldFilter {
  if (scanner.rest.startsWith('('))
    throw scanner.refuse(`parentheses in a filter are not supported; ${SUPPORTED}`);
  const start = scanner.here;
  const name = scanner.identifier();
  if (name === undefined) throw scanner.refuse(`expected a label name after '|', found ${start}`);
  if (/^(?:==|>=?|<=?)/.test(scanner.rest)) {
    throw scanner.refuse(
      `numeric comparison '${name} ${scanner.match(/[=<>]+/y)}' is not supported; ${SUPPORTED}`,
    );
  }
  const op = scanner.take(...MATCH_OPERATORS);
  if (op === undefined) {
    const what = STAGES.has(name) ? 'pipeline stage' : 'expression';
    throw scanner.refuse(`${what} '${name}' is not supported; ${SUPPORTED}`);
  }
  if (/^[-+.\d]/.test(scanner.rest)) {
    throw scanner.refuse(`numeric comparison '${name}${op}' is not supported: quote the value; ${SUPPORTED}`);
  }
  if (/^ip\s*\(/.test(scanner.rest)) throw scanner.refuse(`filter ip(...) is not supported; ${SUPPORTED}`);
  return parseMatcherValue(scanner, name, op);
}

function refuseOr(scanner: QueryScanner): void {
  if (/^or\b/.test(scanner.rest)) throw scanner.refuse(`'or' is not supported; ${SUPPORTED}`);
}
