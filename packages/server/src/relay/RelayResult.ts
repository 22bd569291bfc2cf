/** What became of a request's records. */
export type RelayResult =
  | { kind: 'taken'; received: number; rejected: number; reasons: string[] }
  /** No room behind the relay: nothing of the request was taken. */
  | { kind: 'full' };
