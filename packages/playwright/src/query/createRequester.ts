import { QueryError } from './QueryError.js';

/** Options of every query client. */
export interface ClientOptions {
  /** Sent with each request: `authorization`, or Loki's `x-scope-orgid`. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest wait for one answer. @defaultValue 10000 */
  readonly timeoutMillis?: number;
}

/** Query parameters; those that are `undefined` are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/**
 * Asks for a path below the client's base URL and returns the JSON.
 *
 * @throws QueryError when the answer is not 2xx, is not JSON, or does not come.
 */
export type Requester = (path: string, parameters?: Parameters) => Promise<unknown>;

const DEFAULT_TIMEOUT_MILLIS = 10_000;
const MAX_REASON_LENGTH = 500;

/** @throws TypeError when the base URL is not an absolute HTTP URL. */
export function createRequester(baseUrl: string, options: ClientOptions = {}): Requester {
  const base = new URL(baseUrl);
  if (base.protocol !== 'http:' && base.protocol !== 'https:') {
    throw new TypeError(`base URL '${baseUrl}' must begin with http:// or https://`);
  }
  // Appended, not resolved: a server behind a path prefix keeps its prefix.
  const prefix = base.origin + base.pathname.replace(/\/+$/, '');
  const { headers = {}, timeoutMillis = DEFAULT_TIMEOUT_MILLIS } = options;

  return async (path, parameters = {}) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) search.append(name, String(value));
    }
    const url = `${prefix}${path}${search.size === 0 ? '' : `?${search}`}`;
    const { status, ok, text } = await fetchText(url, headers, timeoutMillis);
    if (!ok) throw new QueryError(url, status, reasonOf(text));
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new QueryError(url, status, `not JSON: ${text.slice(0, 100)}`, { cause });
    }
  };
}

async function fetchText(url: string, headers: Readonly<Record<string, string>>, timeoutMillis: number) {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', ...headers },
      signal: AbortSignal.timeout(timeoutMillis),
    });
    return { status: response.status, ok: response.ok, text: await response.text() };
  } catch (cause) {
    // Node says only "fetch failed"; the reason (refused, reset, no such host) is the cause of that.
    const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
    const message = inner instanceof Error ? inner.message : String(inner);
    throw new QueryError(url, undefined, message || code || 'unknown network error', { cause });
  }
}

/** The message in an error body: Jaeger's `errors`, Prometheus's `error`, ours, or Loki's plain text. */
function reasonOf(text: string): string {
  let reason = text.trim();
  try {
    const body = JSON.parse(text) as { errors?: { msg?: unknown }[]; error?: unknown; message?: unknown };
    const found = body.errors?.[0]?.msg ?? body.error ?? body.message;
    if (typeof found === 'string') reason = found;
  } catch {
    // Plain text, which is the reason itself.
  }
  return reason === '' ? 'no message' : reason.slice(0, MAX_REASON_LENGTH);
}
