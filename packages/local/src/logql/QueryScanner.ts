import { readGoString } from './readGoString.js';
import { UnsupportedQuery } from './UnsupportedQuery.js';

/**
 * Longest query that is read. The API is local, but its patterns are run over every stored line: a bound here
 * bounds the work and the memory of what is compiled from it.
 */
export const MAX_QUERY_LENGTH = 8192;

const SPACE = /(?:\s|#[^\n]*)*/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;

/** A cursor over the text of a query: both query languages share these tokens. */
export class QueryScanner {
  #position = 0;

  /** @throws UnsupportedQuery when the query is longer than {@link MAX_QUERY_LENGTH}. */
  constructor(
    readonly language: 'LogQL' | 'PromQL',
    readonly text: string,
  ) {
    if (text.length > MAX_QUERY_LENGTH) {
      throw new UnsupportedQuery(
        `${language}: the query has ${text.length} characters; at most ${MAX_QUERY_LENGTH} are read`,
      );
    }
    this.skipSpace();
  }

  get done(): boolean {
    return this.#position >= this.text.length;
  }

  /** What has not been read yet. */
  get rest(): string {
    return this.text.slice(this.#position);
  }

  skipSpace(): void {
    SPACE.lastIndex = this.#position;
    SPACE.exec(this.text);
    this.#position = SPACE.lastIndex;
  }

  /** Reads the first of the tokens that stands here, and the space behind it. Longer tokens go first. */
  take<Token extends string>(...tokens: readonly Token[]): Token | undefined {
    const token = tokens.find((candidate) => this.text.startsWith(candidate, this.#position));
    if (token === undefined) return undefined;
    this.#position += token.length;
    this.skipSpace();
    return token;
  }

  identifier(): string | undefined {
    return this.match(IDENTIFIER);
  }

  /** Reads a token that the sticky expression describes, and the space behind it. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const text = pattern.exec(this.text)?.[0];
    if (text === undefined) return undefined;
    this.#position += text.length;
    this.skipSpace();
    return text;
  }

  /** Reads a quoted string, or nothing if none begins here. */
  string(): string | undefined {
    const quotes = this.language === 'PromQL' ? `"'\`` : '"`';
    const quote = this.text[this.#position];
    if (quote === undefined || !quotes.includes(quote)) return undefined;
    const literal = readGoString(this.text, this.#position);
    if (typeof literal === 'string') throw this.refuse(literal);
    this.#position = literal.end;
    this.skipSpace();
    return literal.value;
  }

  /** The error for what stands at the cursor. */
  refuse(reason: string): UnsupportedQuery {
    return new UnsupportedQuery(`${this.language}: ${reason} (at character ${this.#position + 1})`);
  }

  /** The next few characters, for a message. */
  get here(): string {
    if (this.done) return 'the end of the query';
    const next = /^(?:\w+|\S{1,3})/.exec(this.rest)?.[0] ?? '';
    return `'${next.slice(0, 40)}'`;
  }
}
