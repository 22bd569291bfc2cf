import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { RELAY_BODY_TIMEOUT_MILLIS } from '@throughline/semconv';
import type { ByteBudget } from './ByteBudget.js';

/** Why a body could not be read. */
export type BodyFault = 'too large' | 'too slow' | 'unreadable' | 'no room';

export interface BodyLimits {
  /** Of the body as sent and, apart, of the body decompressed. */
  readonly maxBytes: number;
  /** What is held is taken from here, so that many slow senders cannot fill the memory. */
  readonly budget: ByteBudget;
  /** Longest time for the whole body. @defaultValue 10 s */
  readonly timeoutMillis?: number;
}

/** A body that unpacks further than this has to be worth it. */
const BOMB_CHECK_BYTES = 128 * 1024;
/** Records differ at least in their ids and times, which no compression makes 500 times smaller; deflate reaches 1,032. */
const BOMB_RATIO = 500;

class BodyError extends Error {
  constructor(readonly fault: BodyFault) {
    super(fault);
  }
}

/**
 * Reads a body, decompressed while it comes, and stops at the cap, whatever `Content-Length` claims; earlier where it
 * can only be a bomb. A sender that takes too long is cut off.
 */
export async function readBody(
  request: Request,
  gzip: boolean,
  { maxBytes, budget, timeoutMillis = RELAY_BODY_TIMEOUT_MILLIS }: BodyLimits,
): Promise<{ bytes: Uint8Array } | { fault: BodyFault }> {
  if (Number(request.headers.get('content-length')) > maxBytes) return { fault: 'too large' };
  if (!request.body) return { bytes: new Uint8Array() };
  const sent = partsOf(request.body, timeoutMillis);
  const kept: Uint8Array[] = [];
  let held = 0;
  const keep = async (parts: AsyncIterable<Uint8Array>) => {
    for await (const part of parts) {
      if (held + part.byteLength > maxBytes) throw new BodyError('too large');
      if (!budget.take(part.byteLength)) throw new BodyError('no room');
      held += part.byteLength;
      kept.push(part);
    }
  };
  try {
    await (gzip ? gunzip(capped(sent, maxBytes), keep) : keep(sent));
    return { bytes: kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept) };
  } catch (error) {
    return { fault: error instanceof BodyError ? error.fault : 'unreadable' };
  } finally {
    budget.giveBack(held);
  }
}

async function gunzip(
  sent: AsyncIterable<Uint8Array>,
  keep: (parts: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const unpacking = createGunzip();
  async function* withoutBombs(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const part of parts) {
      size += part.byteLength;
      // A full megabyte of nothing, again and again, is garbage faster than it is collected.
      if (size > BOMB_CHECK_BYTES && size > BOMB_RATIO * unpacking.bytesWritten)
        throw new BodyError('too large');
      yield part;
    }
  }
  await pipeline(sent, unpacking, (parts: AsyncIterable<Uint8Array>) => keep(withoutBombs(parts)));
}

async function* partsOf(body: ReadableStream<Uint8Array>, timeoutMillis: number): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<'expired'>((resolve) => {
    timer = setTimeout(resolve, timeoutMillis, 'expired');
  });
  let ended = false;
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), expired]);
      if (part === 'expired') throw new BodyError('too slow');
      ended = part.done;
      if (part.done) return;
      yield part.value;
    }
  } finally {
    clearTimeout(timer);
    if (!ended) reader.cancel().catch(() => {});
  }
}

async function* capped(parts: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const part of parts) {
    size += part.byteLength;
    if (size > maxBytes) throw new BodyError('too large');
    yield part;
  }
}
