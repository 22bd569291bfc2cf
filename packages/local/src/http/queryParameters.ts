import { HttpError } from './HttpError.js';

const NANOS_PER_SECOND = 1_000_000_000n;

/** @throws HttpError 400 naming a parameter that is not among those known. */
export function refuseUnknown(query: URLSearchParams, known: readonly string[], api: string): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) {
      throw new HttpError(
        400,
        `parameter '${name.slice(0, 60)}' of ${api} is not supported; supported: ${known.join(', ')}`,
      );
    }
  }
}

/** A whole number between bounds; `missing` where it is not given. @throws HttpError 400 */
export function wholeParameter(
  query: URLSearchParams,
  name: string,
  missing: number,
  [min, max]: readonly [number, number],
): number {
  const text = query.get(name);
  if (text === null || text === '') return missing;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < min || value > max) {
    throw new HttpError(
      400,
      `parameter '${name}' is '${text.slice(0, 40)}': expected a whole number from ${min} to ${max}`,
    );
  }
  return value;
}

/** Digits as a `bigint`, times `factor`; `undefined` where it is not given. @throws HttpError 400 */
export function bigParameter(query: URLSearchParams, name: string, factor = 1n): bigint | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^\d{1,19}$/.test(text)) {
    throw new HttpError(400, `parameter '${name}' is '${text.slice(0, 40)}': expected a whole number`);
  }
  return clamp(BigInt(text) * factor);
}

/** A duration as Go writes it (`1h2m`, `1.5s`, `200ms`), in nanoseconds. @throws HttpError 400 */
export function durationParameter(query: URLSearchParams, name: string): bigint | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (text === '0') return 0n;
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text) || text.length > 40) {
    throw new HttpError(
      400,
      `parameter '${name}' is '${text.slice(0, 40)}': expected a duration such as 1.5s or 200ms`,
    );
  }
  let nanos = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    nanos += Number(amount) * (UNIT_NANOS[unit ?? ''] ?? 0);
  }
  return clamp(BigInt(Math.min(Math.round(nanos), 2 ** 62)));
}

const UNIT_NANOS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/**
 * A time as Loki and Prometheus take it: RFC 3339, Unix seconds (with a fraction or of up to ten digits), or, where
 * `integers` says so, longer integers as Unix nanoseconds. @throws HttpError 400
 */
export function timeParameter(
  query: URLSearchParams,
  name: string,
  integers: 'nanos' | 'seconds',
): bigint | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const number = /^(\d{1,19})(?:\.(\d{1,9})\d*)?$/.exec(text);
  if (number) {
    const [, whole = '0', fraction] = number;
    if (integers === 'nanos' && fraction === undefined && whole.length > 10) return clamp(BigInt(whole));
    return clamp(BigInt(whole) * NANOS_PER_SECOND + BigInt((fraction ?? '').padEnd(9, '0')));
  }
  const date = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const seconds = date ? Date.parse(`${date[1]}${date[3]}`) / 1000 : Number.NaN;
  if (Number.isNaN(seconds)) {
    throw new HttpError(
      400,
      `parameter '${name}' is '${text.slice(0, 40)}': expected Unix seconds or RFC 3339`,
    );
  }
  return BigInt(seconds) * NANOS_PER_SECOND + BigInt((date?.[2] ?? '').padEnd(9, '0'));
}

/** The store's times are signed 64-bit integers. */
function clamp(nanos: bigint): bigint {
  const max = 2n ** 63n - 1n;
  return nanos > max ? max : nanos;
}
