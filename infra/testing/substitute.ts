/** What a visitor of a dashboard chose, as Grafana writes it into a regular expression. */
export interface Choice {
  readonly service: string;
  readonly environment: string;
  readonly route: string;
  readonly instance: string;
}

/** Everything: the `allValue` of each variable. */
export const ALL: Choice = { service: '.+', environment: '.*', route: '.*', instance: '.+' };

/** The span of time that a dashboard shows here, and its resolution. */
export const SHOWN_SECONDS = 300;
export const STEP_SECONDS = 5;

/**
 * Writes an expression as Grafana sends it: variables by their values, and its own by the time that is shown.
 * @throws {Error} For a variable that is none of those.
 */
export function substitute(expression: string, choice: Choice = ALL): string {
  const values: Record<string, string> = {
    ...choice,
    // By Grafana's rule: four scrapes, or a step and a scrape, whichever is longer.
    __rate_interval: '20s',
    __range: `${SHOWN_SECONDS}s`,
    __auto: '20s',
  };
  return expression.replaceAll(/\$(\w+)|\$\{(\w+)(?::\w+)?\}/g, (text, plain, braced) => {
    const value = values[plain ?? braced];
    if (value === undefined) throw new Error(`${text} is no variable that Grafana knows here: ${expression}`);
    return value;
  });
}

/** A value as Grafana writes it into a regular expression within a string of PromQL or LogQL. */
export function chosen(value: string): string {
  return value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\\$&`);
}
