import type { IncomingMessage } from 'node:http';

/** A decoded body, or the status and the reason with which to refuse it. */
export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413; readonly reason: string };

/** Largest body that is read, in bytes. A charge is about 150. */
const MAX_BODY_BYTES = 16 * 1024;

/** Reads a request's body as JSON and stops at the size limit, whatever `Content-Length` says. */
export async function readJson(request: IncomingMessage): Promise<ReadJson> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) {
      return { ok: false, status: 413, reason: `body is larger than ${MAX_BODY_BYTES} bytes` };
    }
    chunks.push(bytes);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { ok: false, status: 400, reason: 'body is not JSON' };
  }
}
