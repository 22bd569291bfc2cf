import { type DuckDBType, type DuckDBValue, LIST, listValue, UHUGEINT } from '@duckdb/node-api';

/** Values of one query. Whatever a sender wrote reaches SQL through here, never as text. */
export class Parameters {
  readonly values: DuckDBValue[] = [];
  readonly types: DuckDBType[] = [];

  /** Adds a value and returns its placeholder. */
  bind(value: DuckDBValue, type: DuckDBType): string {
    this.values.push(value);
    this.types.push(type);
    return `$${this.values.length}`;
  }

  /** Adds a list of trace ids and returns a subquery of them. */
  bindIds(ids: readonly bigint[]): string {
    return `(SELECT unnest(${this.bind(listValue([...ids]), LIST(UHUGEINT))}))`;
  }
}

/** Joins conditions; none means no condition. */
export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' AND ');
}
