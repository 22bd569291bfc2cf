import { crc32 } from './crc32.js';

/**
 * A batch in a segment: magic, length of the payload, number of records, level, checksum over the rest of the header
 * and the payload, payload. All numbers are 32 bits, little-endian.
 */
const MAGIC = Buffer.from('TLS1');
export const HEADER_BYTES = 20;
const AT = { length: 4, records: 8, level: 12, checksum: 16 } as const;
const MAX_RECORDS = 1_000_000;

/** Where a batch lies in a segment, and what it is. */
export interface SpooledRecord {
  readonly offset: number;
  readonly length: number;
  readonly records: number;
  readonly level: number;
}

export function encodeRecord(payload: string, records: number, level: number): Buffer {
  const content = Buffer.from(payload);
  const bytes = Buffer.alloc(HEADER_BYTES + content.length);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(content.length, AT.length);
  bytes.writeUInt32LE(records, AT.records);
  bytes.writeUInt32LE(level, AT.level);
  content.copy(bytes, HEADER_BYTES);
  bytes.writeUInt32LE(checksumOf(bytes), AT.checksum);
  return bytes;
}

/** The payload of a whole record; `undefined` when it does not match its checksum. */
export function decodeRecord(bytes: Buffer): string | undefined {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(AT.checksum) !== checksumOf(bytes)) return undefined;
  return bytes.toString('utf8', HEADER_BYTES);
}

/** The batches of a segment. What is corrupt or cut off is skipped, up to the next magic, and its records counted. */
export function scanSegment(bytes: Buffer): { found: SpooledRecord[]; corrupt: number } {
  const found: SpooledRecord[] = [];
  let corrupt = 0;
  let offset = 0;
  while (offset < bytes.length) {
    const start = bytes.indexOf(MAGIC, offset);
    if (start !== offset) corrupt += 1;
    if (start === -1) break;
    const record = readHeader(bytes, start);
    const whole = record && bytes.subarray(start, start + HEADER_BYTES + record.length);
    if (record && whole?.length === HEADER_BYTES + record.length && decodeRecord(whole) !== undefined) {
      found.push(record);
      offset = start + whole.length;
    } else {
      // Its own count may be what is corrupt: then it is one.
      corrupt += record && record.records <= MAX_RECORDS ? record.records : 1;
      const next = bytes.indexOf(MAGIC, start + MAGIC.length);
      if (next === -1) break;
      offset = next;
    }
  }
  return { found, corrupt };
}

function readHeader(bytes: Buffer, offset: number): SpooledRecord | undefined {
  if (offset + HEADER_BYTES > bytes.length) return undefined;
  return {
    offset,
    length: bytes.readUInt32LE(offset + AT.length),
    records: bytes.readUInt32LE(offset + AT.records),
    level: bytes.readUInt32LE(offset + AT.level),
  };
}

/** Over all but the magic and the checksum itself. */
function checksumOf(bytes: Buffer): number {
  const header = crc32(bytes.subarray(AT.length, AT.checksum));
  return (crc32(bytes.subarray(HEADER_BYTES)) ^ header) >>> 0;
}
