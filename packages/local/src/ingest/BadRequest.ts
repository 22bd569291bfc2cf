/** A request that cannot be read at all. `message` says what is wrong, for the sender. HTTP status 400. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}
