import * as http from 'node:http';
import * as https from 'node:https';

/** How one try to deliver ended. */
export type Outcome =
  /** The receiver has it; `rejected` records of it were refused for good (OTLP partial success). */
  | { kind: 'success'; rejected: number }
  /** Try again later: no answer, 408, 429, 502, 503, 504 (OTLP/HTTP "Failures") or another 5xx. */
  | { kind: 'retryable'; retryAfterMillis: number | undefined; cause: string }
  /** Trying the same bytes again is useless. */
  | { kind: 'refused'; status: number };

export interface Destination {
  url: URL;
  /** Sent with each request; may hold credentials, so it is never printed. */
  headers: Readonly<Record<string, string>>;
}

/** Longest time for one try, in milliseconds. */
export const POST_TIMEOUT_MILLIS = 5_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const RETRYABLE_STATUS = new Set([408, 429]);

// `node:http` and not `fetch`: Next patches the global fetch, and our own outbound tracing listens to undici.
const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 2 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 2 }),
};

/** Posts a JSON body once. Never rejects; follows no redirect. */
export function post(
  destination: Destination,
  body: string,
  timeoutMillis = POST_TIMEOUT_MILLIS,
  countRejected: (answer: string) => number = () => 0,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const secure = destination.url.protocol === 'https:';
    const bytes = Buffer.from(body);
    const fail = (error: Error & { code?: string }) =>
      resolve({ kind: 'retryable', retryAfterMillis: undefined, cause: error.code ?? error.name });
    try {
      const request = (secure ? https : http).request(destination.url, {
        method: 'POST',
        agent: secure ? agents['https:'] : agents['http:'],
        headers: {
          ...destination.headers,
          'content-type': 'application/json',
          'content-length': bytes.byteLength,
        },
      });
      const timer = setTimeout(() => request.destroy(namedError('timeout')), timeoutMillis);
      request.on('error', (error) => {
        clearTimeout(timer);
        fail(error);
      });
      request.on('response', (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (answer.length < MAX_ANSWER_BYTES) answer += chunk;
        });
        response.on('error', fail);
        response.on('close', () => {
          clearTimeout(timer);
          resolve(toOutcome(response, answer, countRejected));
        });
      });
      request.end(bytes);
    } catch (error) {
      fail(error instanceof Error ? error : new Error('unknown'));
    }
  });
}

function toOutcome(
  response: http.IncomingMessage,
  answer: string,
  countRejected: (answer: string) => number,
): Outcome {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { kind: 'success', rejected: countRejected(answer) };
  if (status >= 500 || RETRYABLE_STATUS.has(status)) {
    const retryAfterMillis = parseRetryAfter(response.headers['retry-after']);
    return { kind: 'retryable', retryAfterMillis, cause: String(status) };
  }
  return { kind: 'refused', status };
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function parseRetryAfter(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (value.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function namedError(name: string): Error {
  const error = new Error(name);
  error.name = name;
  return error;
}
