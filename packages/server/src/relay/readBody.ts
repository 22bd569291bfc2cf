import { RELAY_BODY_TIMEOUT_MILLIS } from '@throughline/semconv';
import type { ByteBudget } from './ByteBudget.js';

/** Why a body could not be read. */
export type BodyFault = 'too large' | 'too slow' | 'unreadable' | 'no room';

/**
 * Reads a body and stops at `maxBytes`, whatever `Content-Length` claims; a sender that takes longer than 10 s is cut
 * off. What is held meanwhile is taken from `budget`, so that many slow senders cannot fill the memory.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  budget: ByteBudget,
  timeoutMillis = RELAY_BODY_TIMEOUT_MILLIS,
): Promise<{ bytes: Uint8Array } | { fault: BodyFault }> {
  if (Number(request.headers.get('content-length')) > maxBytes) return { fault: 'too large' };
  if (!request.body) return { bytes: new Uint8Array() };
  const reader = request.body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<'expired'>((resolve) => {
    timer = setTimeout(resolve, timeoutMillis, 'expired');
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  let held = 0;
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), expired]);
      if (part === 'expired') return stop(reader, 'too slow');
      if (part.done) break;
      size += part.value.byteLength;
      if (size > maxBytes) return stop(reader, 'too large');
      if (!budget.take(part.value.byteLength)) return stop(reader, 'no room');
      held += part.value.byteLength;
      chunks.push(part.value);
    }
    return { bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) };
  } catch {
    return { fault: 'unreadable' };
  } finally {
    clearTimeout(timer);
    budget.giveBack(held);
  }
}

function stop(reader: ReadableStreamDefaultReader<Uint8Array>, fault: BodyFault): { fault: BodyFault } {
  reader.cancel().catch(() => {});
  return { fault };
}
