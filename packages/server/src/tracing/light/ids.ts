import { randomBytes } from 'node:crypto';

/** The character of each hexadecimal digit. */
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;
/** In 32 bits. */
const DIGITS_PER_DRAW = 8;

/**
 * Makes trace and span ids from a generator of its own (xoshiro128**), seeded by the system's randomness. Next makes
 * `Math.random` and the `crypto` functions fail where a page is prerendered, and a call of them for each id costs more
 * than the id. Ids are unique and evenly spread, which sampling by id asks for; they are no secrets.
 */
export class IdGenerator {
  readonly #state = new Uint32Array(4);
  readonly #text = Buffer.alloc(TRACE_ID_DIGITS);

  constructor(seed: Uint8Array = randomBytes(16)) {
    const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
    for (let index = 0; index < 4; index++) this.#state[index] = view.getUint32(index * 4);
    // From nothing but zeros there is no way out.
    if (this.#state.every((part) => part === 0)) this.#state[0] = 1;
  }

  readonly generateTraceId = (): string => this.#generate(TRACE_ID_DIGITS);

  readonly generateSpanId = (): string => this.#generate(SPAN_ID_DIGITS);

  #generate(digits: number): string {
    const text = this.#text;
    let all = 0;
    for (let at = 0; at < digits; ) {
      let bits = this.#next();
      all |= bits;
      for (const end = at + DIGITS_PER_DRAW; at < end; at++) {
        text[at] = DIGITS[bits & 15] ?? 0;
        bits >>>= 4;
      }
    }
    // An id of zeros is none. Read at once: pieces put together would be a tree until somebody reads them.
    return all === 0 ? this.#generate(digits) : text.toString('latin1', 0, digits);
  }

  /** The next 32 bits. */
  #next(): number {
    const state = this.#state;
    const a = state[0] ?? 0;
    const b = state[1] ?? 0;
    const c = state[2] ?? 0;
    const d = state[3] ?? 0;
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    state[1] = b ^ third;
    state[0] = a ^ fourth;
    state[2] = third ^ (b << 9);
    state[3] = rotated(fourth, 11);
    return result;
  }
}

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
