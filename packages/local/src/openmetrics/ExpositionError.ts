/** A page of metrics that does not follow its format. The message begins with the number of the line. */
export class ExpositionError extends Error {
  override readonly name = 'ExpositionError';

  /** @param line - Counted from 1. */
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(`line ${line}: ${reason}`);
  }
}
