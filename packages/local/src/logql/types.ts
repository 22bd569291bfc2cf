/** Comparison of a label with a value: equal, unequal, and the same with a regular expression. */
export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One condition on one label. A label that is missing counts as the empty string; a regular expression matches the whole value. */
export interface Matcher {
  readonly name: string;
  readonly op: MatchOperator;
  readonly value: string;
}

/** One condition on the text of a log line. A regular expression matches anywhere in the line. */
export interface LineFilter {
  readonly op: '|=' | '!=' | '|~' | '!~';
  readonly value: string;
}

/** One condition on a label or on structured metadata, behind a `|`. */
export type FieldFilter = Matcher;

/** What a LogQL log query asks for: all of these conditions hold for a line that it returns. */
export interface LogQuery {
  readonly matchers: readonly Matcher[];
  readonly lineFilters: readonly LineFilter[];
  readonly fieldFilters: readonly FieldFilter[];
}
