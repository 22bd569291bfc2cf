/**
 * A query outside the subset that the embedded backend answers, or one that is not well formed.
 * Its message names the part that was refused and what is supported; over HTTP it is a 400.
 */
export class UnsupportedQuery extends Error {
  override readonly name = 'UnsupportedQuery';
}
