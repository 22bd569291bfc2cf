import { decodeLogsRequest, decodeTraceRequest, ProtobufError } from '@throughline/otlp/protobuf';
import { RELAY_MAX_BODY_BYTES, RELAY_MAX_CONTAINERS } from '@throughline/semconv';
import type { ByteBudget } from './ByteBudget.js';
import { hasSaneShape } from './hasSaneShape.js';
import { RelayRefusal } from './RelayRefusal.js';
import { PROTOBUF_TYPE } from './RelayReply.js';
import type { RelaySignal } from './RelaySignal.js';
import { type BodyFault, readBody } from './readBody.js';

const RETRY_AFTER_SECONDS = '5';

/** Reads, decompresses and decodes a request's body. @throws RelayRefusal */
export async function readRequest(
  request: Request,
  signal: RelaySignal,
  type: string,
  budget: ByteBudget,
): Promise<object> {
  const gzip = isGzip(request.headers.get('content-encoding'));
  const read = await readBody(request, gzip, { maxBytes: RELAY_MAX_BODY_BYTES, budget });
  if ('fault' in read) throw refusalOf(read.fault);
  return type === PROTOBUF_TYPE ? decodeProtobuf(signal, read.bytes) : decodeJson(read.bytes);
}

function isGzip(encoding: string | null): boolean {
  const name = encoding?.trim().toLowerCase() || 'identity';
  if (name === 'gzip') return true;
  if (name === 'identity') return false;
  throw new RelayRefusal(415, 'the content encoding must be gzip or none', { 'accept-encoding': 'gzip' });
}

/** The rest of a body that was not read to its end must not be taken for the next request. */
function refusalOf(fault: BodyFault): RelayRefusal {
  const close = { connection: 'close' };
  if (fault === 'too large') return new RelayRefusal(413, 'the body is too large', close);
  if (fault === 'no room') {
    return new RelayRefusal(503, 'too much at once', { 'retry-after': RETRY_AFTER_SECONDS, ...close });
  }
  return new RelayRefusal(400, `the body is ${fault}`, close);
}

function decodeProtobuf(signal: RelaySignal, bytes: Uint8Array): object {
  try {
    return signal === 'spans'
      ? decodeTraceRequest(bytes, RELAY_MAX_CONTAINERS)
      : decodeLogsRequest(bytes, RELAY_MAX_CONTAINERS);
  } catch (error) {
    if (error instanceof ProtobufError) throw new RelayRefusal(400, `no OTLP: ${error.message}`);
    throw error;
  }
}

function decodeJson(bytes: Uint8Array): object {
  if (!hasSaneShape(bytes))
    throw new RelayRefusal(400, 'the body is nested too deeply or has too many parts');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // V8 quotes the document in its message: the sender knows what it sent.
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RelayRefusal(400, 'the body is no JSON object');
  }
  return value;
}
