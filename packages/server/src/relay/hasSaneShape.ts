import { RELAY_MAX_CONTAINERS, RELAY_MAX_DEPTH } from '@throughline/semconv';

const OPEN_BRACKET = 0x5b;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([OPEN_BRACKET, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/**
 * Whether JSON text may be parsed: not nested deeper than 32, and no more than 200,000 lists and objects. Two bytes can
 * ask for one, so that a megabyte of text would become a hundred of memory.
 */
export function hasSaneShape(json: Uint8Array): boolean {
  let depth = 0;
  let containers = 0;
  let inString = false;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte < OPEN_BRACKET) continue;
    else if (OPEN.has(byte)) {
      depth += 1;
      containers += 1;
      if (depth > RELAY_MAX_DEPTH || containers > RELAY_MAX_CONTAINERS) return false;
    } else if (CLOSE.has(byte)) depth -= 1;
  }
  return true;
}
