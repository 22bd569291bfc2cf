import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ByteBudget } from './ByteBudget.js';
import type { BodyFault } from './readBody.js';

const gunzipBytes = promisify(gunzip);

/** Decompresses a gzip body, and no further than `maxBytes`: that is all the memory that a bomb gets. */
export async function inflate(
  bytes: Uint8Array,
  maxBytes: number,
  budget: ByteBudget,
): Promise<{ bytes: Uint8Array } | { fault: BodyFault }> {
  if (!budget.take(maxBytes)) return { fault: 'no room' };
  try {
    return { bytes: await gunzipBytes(bytes, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { fault: code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'unreadable' };
  } finally {
    budget.giveBack(maxBytes);
  }
}
