const FIXED64 = 1;
const BYTES = 2;

/** A length-delimited field of the protobuf encoding; short ones only. */
export function bytesField(field: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length > 0x3fff) throw new Error('a test message is too long');
  const length =
    content.length < 0x80 ? [content.length] : [(content.length & 0x7f) | 0x80, content.length >> 7];
  return Buffer.concat([Buffer.from([(field << 3) | BYTES, ...length]), content]);
}

export function textField(field: number, text: string): Buffer {
  return bytesField(field, Buffer.from(text));
}

export function timeField(field: number, nanos: bigint): Buffer {
  const bytes = Buffer.alloc(9, (field << 3) | FIXED64);
  bytes.writeBigUInt64LE(nanos, 1);
  return bytes;
}

export function varintField(field: number, value: number): Buffer {
  return Buffer.from([field << 3, value]);
}

/** `ExportLogsServiceRequest` (opentelemetry-proto) with one record. */
export function protobufLogs(text: string, nanos = BigInt(Date.now()) * 1_000_000n): Buffer {
  const attribute = bytesField(6, textField(1, 'http.route'), bytesField(2, textField(1, '/product/[id]')));
  const record = [timeField(1, nanos), varintField(2, 17), bytesField(5, textField(1, text)), attribute];
  return bytesField(1, bytesField(2, bytesField(2, ...record)));
}

/** `ExportTraceServiceRequest` with one span. */
export function protobufSpans(name: string, nanos = BigInt(Date.now()) * 1_000_000n): Buffer {
  const span = [
    bytesField(1, Buffer.alloc(16, 0xaa)),
    bytesField(2, Buffer.alloc(8, 0xbb)),
    textField(5, name),
    timeField(7, nanos),
    timeField(8, nanos),
    bytesField(9, textField(1, 'a'), bytesField(2, varintField(3, 7))),
  ];
  return bytesField(1, bytesField(2, bytesField(2, ...span)));
}
