/** The command line asks for something that cannot be done. The message says what, and what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
