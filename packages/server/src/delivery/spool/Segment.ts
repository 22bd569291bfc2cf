import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { decodeRecord, HEADER_BYTES, type SpooledRecord, scanSegment } from './spoolRecord.js';

const ACK_BYTES = 4;

/** A file of batches, appended only, and beside it (`.ack`) the offsets of those that are settled. */
export class Segment {
  /** Batches in it that are not settled. */
  open = 0;
  readonly #file: number;
  readonly #acks: number;
  #dirty = false;
  #closed = false;

  constructor(
    readonly path: string,
    public size = 0,
  ) {
    this.#file = openSync(path, 'a+');
    try {
      this.#acks = openSync(ackPath(path), 'a');
    } catch (error) {
      closeSync(this.#file);
      throw error;
    }
  }

  /** Opens a segment of an earlier process: what of it is not settled, and how many records are corrupt. */
  static recover(path: string): { segment: Segment; pending: SpooledRecord[]; corrupt: number } {
    const bytes = readFileSync(path);
    const { found, corrupt } = scanSegment(bytes);
    const settled = readAcks(ackPath(path));
    const pending = found.filter(({ offset }) => !settled.has(offset));
    const segment = new Segment(path, bytes.length);
    segment.open = pending.length;
    return { segment, pending, corrupt };
  }

  /** Appends a record whole, or not at all. @throws when the disk does not take it */
  append(record: Buffer): number {
    const offset = this.size;
    try {
      if (writeSync(this.#file, record) !== record.length) throw new Error('the disk is full');
    } catch (error) {
      ftruncateSync(this.#file, offset);
      throw error;
    }
    this.size += record.length;
    this.open += 1;
    this.#dirty = true;
    return offset;
  }

  /** The payload at an offset; `undefined` when it cannot be read. */
  read({ offset, length }: SpooledRecord): string | undefined {
    const bytes = Buffer.alloc(HEADER_BYTES + length);
    try {
      return readSync(this.#file, bytes, 0, bytes.length, offset) === bytes.length
        ? decodeRecord(bytes)
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** Notes that a batch is settled. That the note is lost costs a delivery too many, not one too few. */
  settle(offset: number): void {
    this.open -= 1;
    const note = Buffer.alloc(ACK_BYTES);
    note.writeUInt32LE(offset);
    try {
      writeSync(this.#acks, note);
    } catch {
      // A full disk. The file goes when its last batch is settled.
    }
  }

  flush(): void {
    if (!this.#dirty || this.#closed) return;
    this.#dirty = false;
    fsyncSync(this.#file);
  }

  /** Starts an fsync in the background. */
  flushSoon(): void {
    if (!this.#dirty || this.#closed) return;
    this.#dirty = false;
    fsync(this.#file, () => {});
  }

  /** Closes the file; the batches in it are for the next start. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#file);
    closeSync(this.#acks);
  }

  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
    rmSync(ackPath(this.path), { force: true });
  }
}

function ackPath(path: string): string {
  return `${path}.ack`;
}

function readAcks(path: string): Set<number> {
  if (!existsSync(path)) return new Set();
  const bytes = readFileSync(path);
  const count = Math.floor(bytes.length / ACK_BYTES);
  return new Set(Array.from({ length: count }, (_, index) => bytes.readUInt32LE(index * ACK_BYTES)));
}
