/** Why a body could not be read. */
export type BodyFault = 'too large' | 'too slow' | 'unreadable';

const READ_TIMEOUT_MILLIS = 10_000;

/**
 * Reads a body as text and stops at `maxBytes`, whatever `Content-Length` claims; a sender that takes longer than 10 s
 * is cut off.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  timeoutMillis = READ_TIMEOUT_MILLIS,
): Promise<{ text: string } | { fault: BodyFault }> {
  if (Number(request.headers.get('content-length')) > maxBytes) return { fault: 'too large' };
  if (!request.body) return { text: '' };
  const reader = request.body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<'expired'>((resolve) => {
    timer = setTimeout(resolve, timeoutMillis, 'expired');
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), expired]);
      if (part === 'expired') return stop(reader, 'too slow');
      if (part.done) break;
      size += part.value.byteLength;
      if (size > maxBytes) return stop(reader, 'too large');
      chunks.push(part.value);
    }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { fault: 'unreadable' };
  } finally {
    clearTimeout(timer);
  }
}

function stop(reader: ReadableStreamDefaultReader<Uint8Array>, fault: BodyFault): { fault: BodyFault } {
  reader.cancel().catch(() => {});
  return { fault };
}
