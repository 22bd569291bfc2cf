/** A query API answered with an error, or did not answer. The message says which, where and why. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  constructor(
    /** The URL that was asked, without credentials. */
    readonly url: string,
    /** HTTP status; `undefined` when there was no answer. */
    readonly status: number | undefined,
    /** What the server said, or why there was no answer. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${url} ${status === undefined ? 'did not answer' : `answered ${status}`}: ${reason}`, options);
  }
}
