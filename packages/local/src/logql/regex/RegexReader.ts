import { literal } from './characterSet.js';
import { CONTROL_ESCAPES, PERL_CLASSES, POSIX_CLASSES } from './classEscapes.js';
import { RegexSyntaxError } from './RegexSyntaxError.js';

/** One character, or the inside of a JavaScript character class. */
export type ClassItem = { readonly codePoint: number } | { readonly inside: string };

const HEX = /x(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/y;
const PROPERTY = /([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/y;
const POSIX = /\[:(\^?)([a-z]+):\]/y;

/** A cursor over a regular expression that reads its smallest parts: characters, escapes and bracketed classes. */
export class RegexReader {
  #at = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.#at >= this.text.length;
  }

  /** Whether `token` stands here. */
  sees(token: string): boolean {
    return this.text.startsWith(token, this.#at);
  }

  /** Reads `token` if it stands here. */
  take(token: string): boolean {
    if (!this.sees(token)) return false;
    this.#at += token.length;
    return true;
  }

  /** Reads what the sticky expression describes. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.text);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return match;
  }

  /** Reads one character, whatever it means. */
  character(): number {
    const codePoint = this.text.codePointAt(this.#at);
    if (codePoint === undefined) throw new RegexSyntaxError('it ends too early');
    this.#at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /** Reads what follows a backslash and stands for one of several characters. */
  escape(): ClassItem {
    const property = this.match(PROPERTY);
    if (property !== undefined) return { inside: propertyClass(property) };
    const hex = this.match(HEX);
    if (hex !== undefined) {
      const codePoint = Number.parseInt(hex[1] ?? hex[2] ?? '', 16);
      if (codePoint > 0x10ffff) throw new RegexSyntaxError(`'\\${hex[0]}' is no character`);
      return { codePoint };
    }
    const codePoint = this.character();
    const character = String.fromCodePoint(codePoint);
    const inside = PERL_CLASSES[character];
    if (inside !== undefined) return { inside };
    const control = CONTROL_ESCAPES[character];
    if (control !== undefined) return { codePoint: control };
    if (/[1-9]/.test(character))
      throw new RegexSyntaxError(`back-reference '\\${character}' is not supported (RE2 has none)`);
    if (/[0-9A-Za-z]/.test(character)) throw new RegexSyntaxError(`unknown escape '\\${character}'`);
    return { codePoint };
  }

  /** Reads a bracketed class whose opening bracket has been read. */
  bracketed(): { readonly inside: string; readonly negated: boolean } {
    const negated = this.take('^');
    let inside = '';
    // A closing bracket that comes first stands for itself.
    for (let first = true; first || !this.take(']'); first = false) {
      if (this.done) throw new RegexSyntaxError("a '[' is not closed");
      const item = this.#classItem();
      if ('inside' in item) {
        inside += item.inside;
        continue;
      }
      inside += literal(item.codePoint);
      if (!this.sees('-') || this.sees('-]')) continue;
      this.take('-');
      const end = this.#classItem();
      if ('inside' in end || end.codePoint < item.codePoint)
        throw new RegexSyntaxError('invalid range in a class');
      inside += `-${literal(end.codePoint)}`;
    }
    return { inside, negated };
  }

  #classItem(): ClassItem {
    const posix = this.match(POSIX);
    if (posix === undefined) return this.take('\\') ? this.escape() : { codePoint: this.character() };
    const [, caret, name = ''] = posix;
    const inside = POSIX_CLASSES[name];
    if (inside === undefined) throw new RegexSyntaxError(`unknown class '[:${name}:]'`);
    if (caret === '^')
      throw new RegexSyntaxError(`negated class '[:^${name}:]' is not supported: use [^[:${name}:]]`);
    return { inside };
  }
}

/** `\pL`, `\p{Lu}` are categories, `\p{Greek}` is a script. */
function propertyClass([, letter, caret, long, short]: RegExpExecArray): string {
  const name = long ?? short ?? '';
  const negated = (letter === 'P') !== (caret === '^');
  return `\\${negated ? 'P' : 'p'}{${name.length <= 2 ? name : `Script=${name}`}}`;
}
