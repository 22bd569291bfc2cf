import { gzipSync } from 'node:zlib';

/** Numbers from 0 to 1 that one seed repeats (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A request to the relay. */
export interface FuzzRequest {
  signal: 'traces' | 'logs';
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

const STRINGS = [
  '',
  'hello',
  '__proto__',
  'constructor',
  'toJSON',
  'password',
  'a\r\nb\u0000\u001b[31m',
  '\ud800',
  '\u2028\u202e',
  'x'.repeat(5_000),
  'eyJ.'.repeat(100),
  'https://u:p@h/?token=1&b=2',
  '-1',
  '1e999',
  '18446744073709551615',
  'a'.repeat(32),
  'b'.repeat(16),
  '0'.repeat(32),
];
const NUMBERS = [0, -0, 1, -1, 9, 1e308, -1e308, 2 ** 53, 0.5, 1e21, 17, 4294967296];

/** Makes requests that are valid, nearly valid and nonsense, in all encodings that the relay reads and some that it does not. */
export function createFuzzer(
  seed: number,
  real: readonly { signal: 'traces' | 'logs'; protobuf: boolean; body: Uint8Array }[],
) {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const chance = (share: number) => random() < share;
  const many = <T>(max: number, make: () => T): T[] => Array.from({ length: below(max + 1) }, make);

  function anything(depth: number): unknown {
    const kind = below(depth > 0 ? 7 : 5);
    if (kind === 0) return pick(STRINGS);
    if (kind === 1) return pick(NUMBERS);
    if (kind === 2) return chance(0.5);
    if (kind === 3) return null;
    if (kind === 4) return undefined;
    if (kind === 5) return many(4, () => anything(depth - 1));
    return Object.fromEntries(many(4, () => [pick(STRINGS), anything(depth - 1)]));
  }

  /** What belongs there, or now and then anything at all. */
  const or = (make: () => unknown, share = 0.04): unknown => (chance(share) ? anything(3) : make());
  const time = () => or(() => `${1_700_000_000_000 + below(2 ** 40)}${'000000'}`);
  const anyValue = (depth = 3): unknown =>
    or(() => {
      const kind = below(depth > 0 ? 7 : 5);
      if (kind === 0) return { stringValue: or(() => pick(STRINGS)) };
      if (kind === 1) return { intValue: or(() => pick(['1', 2, '-9223372036854775808'])) };
      if (kind === 2) return { doubleValue: or(() => pick(NUMBERS)) };
      if (kind === 3) return { boolValue: or(() => true) };
      if (kind === 4) return { bytesValue: or(() => 'AAAA') };
      if (kind === 5) return { arrayValue: { values: or(() => many(3, () => anyValue(depth - 1))) } };
      return { kvlistValue: { values: attributes(depth - 1) } };
    });
  function attributes(depth = 3): unknown {
    return or(() =>
      many(chance(0.02) ? 100 : 4, () =>
        or(() => ({ key: or(() => pick(STRINGS)), value: anyValue(depth) })),
      ),
    );
  }
  const id = (digits: number) =>
    or(() => Array.from({ length: digits }, () => below(16).toString(16)).join(''), 0.1);
  const logRecord = () =>
    or(() => ({
      timeUnixNano: time(),
      severityNumber: or(() => below(25)),
      body: anyValue(),
      attributes: attributes(),
      ...(chance(0.5) ? { traceId: id(32), spanId: id(16) } : {}),
      eventName: or(() => pick(STRINGS)),
    }));
  const span = () =>
    or(() => ({
      traceId: id(32),
      spanId: id(16),
      parentSpanId: or(() => (chance(0.5) ? id(16) : '')),
      name: or(() => pick(STRINGS)),
      kind: or(() => below(7)),
      flags: or(() => below(1024)),
      startTimeUnixNano: time(),
      endTimeUnixNano: time(),
      attributes: attributes(),
      events: or(() =>
        many(3, () => ({ name: or(() => pick(STRINGS)), timeUnixNano: time(), attributes: attributes() })),
      ),
      links: or(() => many(2, () => ({ traceId: id(32), spanId: id(16), attributes: attributes() }))),
      status: or(() => ({ code: or(() => below(4)), message: or(() => pick(STRINGS)) })),
    }));
  const resource = () =>
    or(() => ({
      attributes: or(() => [
        { key: 'throughline.client.ledger.id', value: { stringValue: id(16) } },
        { key: 'throughline.client.captured', value: { intValue: or(() => below(100)) } },
        { key: `throughline.client.dropped.${pick(STRINGS)}`, value: { intValue: below(10) } },
      ]),
    }));

  function structured(): FuzzRequest {
    const signal = pick(['traces', 'logs'] as const);
    const records = () => or(() => many(5, signal === 'traces' ? span : logRecord));
    const scope = () => or(() => ({ [signal === 'traces' ? 'spans' : 'logRecords']: records() }));
    const scopes = () => or(() => many(2, scope));
    const list = () =>
      or(() =>
        many(2, () => ({
          resource: resource(),
          [signal === 'traces' ? 'scopeSpans' : 'scopeLogs']: scopes(),
        })),
      );
    const request = or(() => ({ [signal === 'traces' ? 'resourceSpans' : 'resourceLogs']: list() }));
    return { signal, body: Buffer.from(JSON.stringify(request) ?? ''), headers: {} };
  }

  function mutated(): FuzzRequest {
    const { signal, protobuf, body } = pick(real);
    let bytes = Buffer.from(body);
    for (let round = below(6); round >= 0; round--) {
      const at = below(bytes.length + 1);
      const kind = below(5);
      if (kind === 0 && at < bytes.length) bytes[at] = below(256);
      else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(8))]);
      else if (kind === 2) bytes = bytes.subarray(0, at);
      else if (kind === 3) {
        const piece = bytes.subarray(at, at + below(64));
        bytes = Buffer.concat([bytes.subarray(0, at), piece, piece, bytes.subarray(at)]);
      } else if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    }
    return { signal, body: bytes, headers: protobuf ? { 'content-type': 'application/x-protobuf' } : {} };
  }

  return (): FuzzRequest => {
    const request = chance(0.5) ? structured() : mutated();
    if (chance(0.02))
      request.headers['content-type'] = pick(['application/x-protobuf', 'text/plain', 'text/html']);
    if (chance(0.05)) {
      request.headers['content-encoding'] = 'gzip';
      if (chance(0.8)) request.body = gzipSync(request.body);
    }
    return request;
  };
}
