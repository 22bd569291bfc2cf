/** What of a request was not taken. */
export interface PartialSuccess {
  /** Spans or log records. */
  readonly rejected: number;
  readonly message: string;
}

/**
 * Encodes an `ExportTraceServiceResponse` or `ExportLogsServiceResponse`: their encodings are the same. Without a
 * partial success it is empty, as OTLP wants.
 */
export function encodeExportResponse(partial?: PartialSuccess): Uint8Array<ArrayBuffer> {
  if (partial === undefined) return new Uint8Array();
  const message = new TextEncoder().encode(partial.message);
  const inner: number[] = [];
  if (partial.rejected > 0) inner.push(0x08, ...varint(partial.rejected));
  if (message.length > 0) inner.push(0x12, ...varint(message.length));
  const length = inner.length + message.length;
  return Uint8Array.from([0x0a, ...varint(length), ...inner, ...message]);
}

/**
 * Encodes a `google.rpc.Status`, the body of OTLP/HTTP's failures in protobuf.
 *
 * @param code - gRPC's status code, for example 3 for an invalid argument.
 */
export function encodeStatus(code: number, message: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(message);
  return Uint8Array.from([0x08, ...varint(code), 0x12, ...varint(text.length), ...text]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}
