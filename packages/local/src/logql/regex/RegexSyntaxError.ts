/** A regular expression that is not RE2 syntax, or uses a part of it that is not supported. */
export class RegexSyntaxError extends Error {
  override readonly name = 'RegexSyntaxError';
}
