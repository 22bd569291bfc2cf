import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';

/** The letter by which Grafana calls a panel's query: A, B, C ... */
export function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** Gives each query of a panel its letter. */
export function withRefIds(queries: readonly Builder<Dataquery>[]): Builder<Dataquery>[] {
  return queries.map((query, index) => ({ build: () => ({ ...query.build(), refId: refId(index) }) }));
}
