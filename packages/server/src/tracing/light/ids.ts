import { randomBytes } from 'node:crypto';

/** The character of each hexadecimal digit. */
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const ZEROS = /^0+$/;

/**
 * Makes trace and span ids from a generator of its own (xoshiro128**), seeded by the system's randomness. Next makes
 * `Math.random` and the `crypto` functions fail where a page is prerendered, and a call of them for each id costs more
 * than the id. Ids are unique and evenly spread, which sampling by id asks for; they are no secrets.
 */
export class IdGenerator {
  readonly #state = new Uint32Array(4);

  constructor(seed: Uint8Array = randomBytes(16)) {
    const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
    for (let index = 0; index < 4; index++) this.#state[index] = view.getUint32(index * 4);
    // From nothing but zeros there is no way out.
    if (this.#state.every((part) => part === 0)) this.#state[0] = 1;
  }

  readonly generateTraceId = (): string => {
    const id = this.#hex() + this.#hex() + this.#hex() + this.#hex();
    return ZEROS.test(id) ? this.generateTraceId() : id;
  };

  readonly generateSpanId = (): string => {
    const id = this.#hex() + this.#hex();
    return ZEROS.test(id) ? this.generateSpanId() : id;
  };

  /** Eight digits. */
  #hex(): string {
    const bits = this.#next();
    // In one call: pieces put together would be a tree until somebody reads them.
    return String.fromCharCode(
      digit(bits >>> 28),
      digit(bits >>> 24),
      digit(bits >>> 20),
      digit(bits >>> 16),
      digit(bits >>> 12),
      digit(bits >>> 8),
      digit(bits >>> 4),
      digit(bits),
    );
  }

  /** The next 32 bits. */
  #next(): number {
    const state = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = [state[0], state[1], state[2], state[3]];
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

function digit(bits: number): number {
  return DIGITS[bits & 15] ?? 0;
}

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
