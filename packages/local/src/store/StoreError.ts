/** The store could not be opened: another process has it, or another version wrote it. `message` says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
