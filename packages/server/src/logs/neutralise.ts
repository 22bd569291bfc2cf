const CONTROL_PICTURES = 0x2400;
const SPACE = 0x20;
const DELETE = 0x7f;
const DELETE_PICTURE = '\u2421';
const REPLACEMENT = '\ufffd';

/**
 * Makes control characters visible instead of active: CR, LF, ESC, NUL and the other C0 characters become their
 * Unicode pictures (␍, ␊, ␛, ␀), C1 characters and bidirectional overrides the replacement character. No line can be
 * forged and no terminal be steered with what is left.
 * @param keepLines leave LF and tab alone, for a stack trace that stays inside a JSON string
 */
export function neutralise(text: string, keepLines = false): string {
  let result = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Nearly every character of nearly every text.
    if (code >= SPACE && code < DELETE) continue;
    const picture = pictureOf(code, keepLines);
    if (picture === undefined) continue;
    result += text.slice(copied, i) + picture;
    copied = i + 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function pictureOf(code: number, keepLines: boolean): string | undefined {
  if (code < SPACE) {
    const kept = code === 0x09 || (keepLines && code === 0x0a);
    return kept ? undefined : String.fromCharCode(CONTROL_PICTURES + code);
  }
  if (code === DELETE) return DELETE_PICTURE;
  const c1 = code >= 0x80 && code <= 0x9f;
  const separator = code === 0x2028 || code === 0x2029;
  const bidirectional = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return c1 || separator || bidirectional ? REPLACEMENT : undefined;
}
