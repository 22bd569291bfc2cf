const FIRST_BYTES = 16 * 1024;
/** What one burst needed is not kept for ever. */
const MAX_KEPT_BYTES = 1024 * 1024;
/** UTF-8 needs three bytes for a UTF-16 code unit at most. */
const MAX_BYTES_PER_CHAR = 3;

/**
 * Text that grows, as UTF-8 outside of the collector's memory. A string that is added to a thousand times is a tree of a
 * thousand pieces, and what waits is copied by every cycle of the collector.
 */
export class Utf8Buffer {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  append(text: string): void {
    this.#makeRoom(text.length * MAX_BYTES_PER_CHAR);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /**
   * A byte for each character: for ASCII, and for UTF-8 that was read as latin1 and so never decoded. A plain copy, where
   * V8 of Node 20 goes through the characters of a text one by one.
   */
  appendLatin1(text: string): void {
    this.#makeRoom(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** Empties the buffer; gives a copy with memory of its own, which may be given away. */
  takeBytes(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#length);
    taken.set(this.#bytes.subarray(0, this.#length));
    this.#clear();
    return taken;
  }

  /** Empties the buffer. */
  takeText(): string {
    const text = this.#bytes.toString('utf8', 0, this.#length);
    this.#clear();
    return text;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  #clear(): void {
    this.#length = 0;
    if (this.#bytes.length > MAX_KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  }
}
