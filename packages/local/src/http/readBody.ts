import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { BACKEND_MAX_BODY_BYTES } from '@throughline/semconv';
import type { BodyBudget } from './BodyBudget.js';
import { HttpError } from './HttpError.js';

/**
 * Reads a whole body, decompressed, gives it to `use`, and gives its bytes back to the budget when that has ended.
 * Limits hold while reading: a false `Content-Length` or a small body that inflates to gigabytes ends at the cap.
 *
 * @throws HttpError 413 over 64 MiB, 415 for an encoding that is not gzip, deflate or identity, 400 for a body that
 * is cut off or cannot be decompressed, 503 where other requests hold all the memory that there is for bodies.
 */
export async function withBody<T>(
  request: IncomingMessage,
  budget: BodyBudget,
  use: (body: Uint8Array<ArrayBuffer>) => Promise<T>,
): Promise<T> {
  let taken = 0;
  const source = decompressed(request);
  try {
    const chunks: Buffer[] = [];
    // A refused request must not be destroyed: that would close the connection before its sender reads the answer.
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (taken + chunk.length > BACKEND_MAX_BODY_BYTES) {
        throw new HttpError(413, `the body is larger than ${BACKEND_MAX_BODY_BYTES} bytes`);
      }
      budget.take(chunk.length);
      taken += chunk.length;
      chunks.push(chunk);
    }
    return await use(join(chunks, taken));
  } catch (error) {
    if (error instanceof HttpError || !isReadError(error)) throw error;
    throw new HttpError(400, 'the body cannot be read: it is cut off or not encoded as its header says');
  } finally {
    budget.give(taken);
    if (source !== request) {
      request.unpipe();
      source.destroy();
    }
    // What is left of a refused body is read and forgotten.
    request.resume();
  }
}

function decompressed(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return request;
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    throw new HttpError(415, 'Content-Encoding is not supported: use gzip, deflate or none');
  }
  const inflate = request.pipe(encoding === 'gzip' ? createGunzip() : createInflate());
  // `pipe` does not tell that a request broke off, and `pipeline` would end the connection with a bad body.
  request.once('close', () => {
    if (!request.complete) inflate.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  });
  return inflate;
}

/** One buffer of its own, which can be moved to the worker: chunks are slices of Node's pool. */
function join(chunks: readonly Buffer[], length: number): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

function isReadError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    code.startsWith('Z_') || code.startsWith('ERR_STREAM') || code === 'ECONNRESET' || code === 'ABORT_ERR'
  );
}
