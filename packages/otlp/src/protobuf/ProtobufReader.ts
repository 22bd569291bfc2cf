import { ProtobufError } from './ProtobufError.js';

/** Wire types of the protobuf encoding. */
export const WIRE = { VARINT: 0, FIXED64: 1, BYTES: 2, GROUP_START: 3, GROUP_END: 4, FIXED32: 5 } as const;

/**
 * Messages of one request, nested ones included. Two bytes can ask for one message: without a bound, a request of
 * some megabytes would become gigabytes of objects.
 */
export const MAX_MESSAGES = 2_000_000;
/** Protobuf's own default is 100; OTLP's deepest use is far below. */
const MAX_DEPTH = 64;

const UTF8 = new TextDecoder('utf-8');
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Reads fields of the protobuf encoding ("Encoding" in Protocol Buffers' documentation) from hostile bytes. */
export class ProtobufReader {
  readonly #view: DataView;
  #position = 0;
  #end: number;
  #depth = 0;
  #messages = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly maxMessages = MAX_MESSAGES,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.length;
  }

  /**
   * Reads the fields of one message: `readField` gets each field's number and wire type, and returns `false` where
   * it does not know them; such a field is skipped, as protobuf wants.
   *
   * @throws ProtobufError
   */
  fields(readField: (field: number, wire: number) => boolean): void {
    while (this.#position < this.#end) {
      const at = this.#position;
      const tag = this.#varint32();
      const field = tag >>> 3;
      if (field === 0) throw new ProtobufError('field number 0', at);
      if (!readField(field, tag & 7)) this.#skip(field, tag & 7, at);
    }
  }

  /** Reads a nested message: `read` sees only its bytes. @throws ProtobufError */
  message<T>(read: (reader: ProtobufReader) => T): T {
    const end = this.#length();
    const outer = this.#end;
    this.#messages += 1;
    if (this.#messages > this.maxMessages) {
      throw new ProtobufError(`more than ${this.maxMessages} messages`, this.#position);
    }
    this.#enter();
    this.#end = end;
    const value = read(this);
    this.#end = outer;
    this.#depth -= 1;
    return value;
  }

  string(): string {
    return UTF8.decode(this.#slice());
  }

  /** Lower-case hex, for ids. */
  hex(): string {
    let text = '';
    for (const byte of this.#slice()) text += HEX[byte];
    return text;
  }

  base64(): string {
    let text = '';
    for (const byte of this.#slice()) text += String.fromCharCode(byte);
    return btoa(text);
  }

  bool(): boolean {
    return this.#varint64() !== 0n;
  }

  /** Enums and 32-bit counts. */
  uint32(): number {
    return Number(BigInt.asUintN(32, this.#varint64()));
  }

  /** A signed 64-bit integer as a decimal string. */
  int64(): string {
    return BigInt.asIntN(64, this.#varint64()).toString();
  }

  /** An unsigned 64-bit integer as a decimal string. */
  fixed64(): string {
    return this.#view.getBigUint64(this.#take(8), true).toString();
  }

  fixed32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new ProtobufError(`messages nested deeper than ${MAX_DEPTH}`, this.#position);
    }
  }

  #slice(): Uint8Array {
    const end = this.#length();
    const slice = this.bytes.subarray(this.#position, end);
    this.#position = end;
    return slice;
  }

  /** Reads a length and returns where it ends. */
  #length(): number {
    const at = this.#position;
    const length = this.#varint32();
    if (length > this.#end - this.#position)
      throw new ProtobufError(`a length of ${length} passes the end`, at);
    return this.#position + length;
  }

  #take(count: number): number {
    const at = this.#position;
    if (count > this.#end - at) throw new ProtobufError('the message ends inside a value', at);
    this.#position = at + count;
    return at;
  }

  #byte(): number {
    return this.#view.getUint8(this.#take(1));
  }

  #varint32(): number {
    const at = this.#position;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw new ProtobufError('a tag or length is longer than 32 bits', at);
  }

  #varint64(): bigint {
    const at = this.#position;
    const first = this.#byte();
    if (first < 0x80) return BigInt(first);
    let value = BigInt(first & 0x7f);
    for (let shift = 7n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new ProtobufError('a varint is longer than 10 bytes', at);
  }

  #skip(field: number, wire: number, at: number): void {
    if (wire === WIRE.VARINT) this.#varint64();
    else if (wire === WIRE.FIXED64) this.#take(8);
    else if (wire === WIRE.BYTES) this.#position = this.#length();
    else if (wire === WIRE.FIXED32) this.#take(4);
    else if (wire === WIRE.GROUP_START) this.#skipGroup(field, at);
    else throw new ProtobufError(`unexpected wire type ${wire}`, at);
  }

  /** Groups are long deprecated and still legal where a field is unknown. */
  #skipGroup(group: number, start: number): void {
    this.#enter();
    for (;;) {
      if (this.#position >= this.#end) throw new ProtobufError('a group has no end', start);
      const at = this.#position;
      const tag = this.#varint32();
      const field = tag >>> 3;
      if ((tag & 7) === WIRE.GROUP_END) {
        if (field !== group) throw new ProtobufError('a group ends that did not begin', at);
        this.#depth -= 1;
        return;
      }
      this.#skip(field, tag & 7, at);
    }
  }
}
