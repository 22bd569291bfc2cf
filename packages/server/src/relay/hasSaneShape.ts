import { RELAY_MAX_CONTAINERS, RELAY_MAX_DEPTH } from '@throughline/semconv';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `{` is `[` with this bit, `}` is `]` with it. */
const BRACE_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Whether JSON text may be parsed: not nested deeper than 32, and no more than 200,000 lists and objects. Two bytes can
 * ask for one, so that a megabyte of text would become a hundred of memory.
 */
export function hasSaneShape(json: Uint8Array): boolean {
  let depth = 0;
  let containers = 0;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index] ?? 0;
    if (byte === QUOTE) {
      index = endOfString(json, index + 1);
      continue;
    }
    const bracket = byte | BRACE_BIT;
    if (bracket === OPEN) {
      depth += 1;
      containers += 1;
      if (depth > RELAY_MAX_DEPTH || containers > RELAY_MAX_CONTAINERS) return false;
    } else if (bracket === CLOSE) depth -= 1;
  }
  return true;
}

/** Where the quote is that ends the string, which begins at `index`. */
function endOfString(json: Uint8Array, index: number): number {
  for (let at = index; at < json.length; at++) {
    const byte = json[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
  }
  return json.length;
}
