import type { CharacterSet } from './Pattern.js';
import { RegexSyntaxError } from './RegexSyntaxError.js';

const ASCII_LENGTH = 128;

/**
 * The set that the inside of a JavaScript character class (with the flag `u`) describes. JavaScript's own expressions
 * know Unicode's categories and case folding; asked about one character at a time they cannot take long.
 *
 * @throws RegexSyntaxError when the class is not valid.
 */
export function characterSet(
  inside: string,
  options: { negated: boolean; ignoreCase: boolean },
): CharacterSet {
  let regex: RegExp;
  try {
    regex = new RegExp(`^[${inside}]$`, options.ignoreCase ? 'iu' : 'u');
  } catch {
    throw new RegexSyntaxError('invalid character class');
  }
  const ask = (codePoint: number) => regex.test(String.fromCodePoint(codePoint)) !== options.negated;
  const ascii = Array.from({ length: ASCII_LENGTH }, (_, codePoint) => ask(codePoint));
  return (codePoint) => ascii[codePoint] ?? ask(codePoint);
}

/** A character as it stands for itself in a JavaScript character class. */
export function literal(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
