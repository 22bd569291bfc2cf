const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const NUMERIC = /x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{3})/y;

/** A string literal that was read, and the position behind its closing quote. */
export interface GoString {
  readonly value: string;
  readonly end: number;
}

/**
 * Reads the Go string literal (Go specification, "String literals") that begins at `start`: in double or single
 * quotes with escapes, or raw in backticks. Returns the fault as a text when it is not one.
 */
export function readGoString(text: string, start: number): GoString | string {
  const quote = text.charAt(start);
  if (quote === '`') {
    const close = text.indexOf('`', start + 1);
    // Go drops carriage returns from raw strings.
    return close < 0
      ? 'a string has no closing backtick'
      : { value: text.slice(start + 1, close).replaceAll('\r', ''), end: close + 1 };
  }
  let value = '';
  let at = start + 1;
  for (;;) {
    const character = text.charAt(at);
    if (character === '' || character === '\n') return `a string has no closing ${quote}`;
    if (character === quote) return { value, end: at + 1 };
    if (character !== '\\') {
      value += character;
      at += 1;
      continue;
    }
    const escaped = text.charAt(at + 1);
    const simple = escaped === quote ? quote : SIMPLE[escaped];
    if (simple !== undefined) {
      value += simple;
      at += 2;
      continue;
    }
    NUMERIC.lastIndex = at + 1;
    const numeric = NUMERIC.exec(text);
    if (numeric === null) return `unknown escape '\\${escaped}' in a string`;
    const [, byte, short, long, octal] = numeric;
    const code =
      octal === undefined ? Number.parseInt(byte ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
    if ((short ?? long) === undefined && code > 0x7f) {
      // Such an escape is one byte of a UTF-8 sequence, which a JavaScript string cannot hold by itself.
      return `escape '\\${numeric[0]}' in a string: write the character itself or its \\u form`;
    }
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      return `escape '\\${numeric[0]}' is no character`;
    value += String.fromCodePoint(code);
    at = NUMERIC.lastIndex;
  }
}
