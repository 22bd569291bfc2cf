import type { KeepaliveBudget } from './keepaliveBudget.js';
import { jsonBytes } from './OtlpSignal.js';

/** What became of a request. */
export type PostOutcome =
  | { kind: 'delivered'; rejected: number }
  /** `afterMillis` is what the relay asked for with `Retry-After`; `network`: no answer came at all. */
  | { kind: 'retryable'; afterMillis: number | undefined; network: boolean }
  /** By the relay with an HTTP status, or by the page's own content security policy. */
  | { kind: 'refused'; status: number | 'csp' };

export type PostBatch = (url: string, body: string) => Promise<PostOutcome>;

/** Answers that OTLP/HTTP lets a client retry. */
const RETRYABLE = new Set([429, 502, 503, 504]);
const TIMEOUT_MILLIS = 30_000;
const MAX_RETRY_AFTER_MILLIS = 300_000;

/**
 * Posts OTLP/JSON with `nativeFetch`, which must be the browser's own: the exporter is never traced. A request
 * outlives the page (`keepalive`) when the budget allows, so that leaving in the middle of one loses nothing.
 * Never rejects.
 */
export function createPostBatch(nativeFetch: typeof fetch, budget: KeepaliveBudget): PostBatch {
  let timesLeft = 0;
  const countLeave = () => {
    timesLeft += 1;
  };
  window.addEventListener('pagehide', countLeave, { capture: true });

  return async (url, body) => {
    const timesLeftBefore = timesLeft;
    const bytes = jsonBytes(body);
    const release = budget.take(bytes);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MILLIS);
    try {
      if (release && !('keepalive' in Request.prototype)) return postBeacon(url, body);
      const response = await nativeFetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
        keepalive: release !== undefined,
        credentials: 'same-origin',
        cache: 'no-store',
        priority: 'low',
        signal: abort.signal,
      });
      // An answer that is not read holds its keepalive bytes.
      const text = await response.text();
      return outcomeOf(response, text);
    } catch {
      // As the page is left, Chromium rejects what is in flight (before or after our `pagehide` listener) while
      // a keepalive request goes on and arrives: sent again it would arrive twice. So the verdict waits for a
      // task, which a page that is gone never runs.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (release && timesLeft !== timesLeftBefore) return { kind: 'delivered', rejected: 0 };
      return { kind: 'retryable', afterMillis: undefined, network: true };
    } finally {
      clearTimeout(timer);
      release?.();
    }
  };
}

/** Firefox before 133 has no `keepalive`. A beacon's answer cannot be seen: queued counts as delivered. */
function postBeacon(url: string, body: string): PostOutcome {
  return navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }))
    ? { kind: 'delivered', rejected: 0 }
    : { kind: 'retryable', afterMillis: undefined, network: false };
}

function outcomeOf(response: Response, text: string): PostOutcome {
  if (response.ok) return { kind: 'delivered', rejected: rejectedRecords(text) };
  if (!RETRYABLE.has(response.status)) return { kind: 'refused', status: response.status };
  return {
    kind: 'retryable',
    afterMillis: retryAfterMillis(response.headers.get('retry-after')),
    network: false,
  };
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfterMillis(header: string | null): number | undefined {
  if (!header) return undefined;
  const millis = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(millis) ? Math.min(Math.max(millis, 0), MAX_RETRY_AFTER_MILLIS) : undefined;
}

function rejectedRecords(text: string): number {
  if (!text.includes('partialSuccess')) return 0;
  try {
    const { partialSuccess } = JSON.parse(text) as {
      partialSuccess?: { rejectedSpans?: unknown; rejectedLogRecords?: unknown };
    };
    const rejected = Number(partialSuccess?.rejectedSpans ?? partialSuccess?.rejectedLogRecords ?? 0);
    return Number.isFinite(rejected) && rejected > 0 ? rejected : 0;
  } catch {
    return 0;
  }
}
