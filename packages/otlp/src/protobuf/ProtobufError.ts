/** Bytes that are not a valid protobuf message. The message says what was wrong and at which byte. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';

  /** @param offset - Position in the request's bytes, from 0. */
  constructor(
    reason: string,
    readonly offset: number,
  ) {
    super(`${reason} at byte ${offset}`);
  }
}
