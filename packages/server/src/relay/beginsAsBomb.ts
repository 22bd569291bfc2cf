import type { IncomingMessage } from 'node:http';
import { constants, gunzipSync } from 'node:zlib';

/** Of the compressed body. */
const LOOK_BYTES = 512;
/** What a batch of records makes of that is some kilobytes. */
const MAX_UNPACKED_BYTES = 128 * 1024;
/** Shorter bodies cannot do harm, and most batches are shorter: nothing is looked at in vain. */
const MIN_BODY_BYTES = 16 * 1024;

/**
 * Whether a gzip body is garbage from its first bytes on, so that it is not worth a request of the framework and a
 * stream of decompression. One that begins decently is found out by `readBody`. The request is left as it was.
 *
 * @param request with as much of its body in its buffer as Node reads ahead
 */
export function beginsAsBomb(request: IncomingMessage): boolean {
  if (request.headers['content-encoding']?.trim().toLowerCase() !== 'gzip') return false;
  if (request.readableLength < MIN_BODY_BYTES) return false;
  const head: unknown = request.read(LOOK_BYTES);
  if (!Buffer.isBuffer(head)) return false;
  request.unshift(head);
  try {
    gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    // Anything else that is wrong with it is said by who reads it.
    return error instanceof RangeError;
  }
  return false;
}
