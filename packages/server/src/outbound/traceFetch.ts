import { subscribe } from 'node:diagnostics_channel';
import type { Exchange, Outbound } from './Outbound.js';

/** What undici publishes about a request: the part that is read here. */
interface UndiciRequest {
  method: string;
  origin: string | URL;
  path: string;
  addHeader(name: string, value: string): unknown;
}

/**
 * One CLIENT span for each HTTP exchange of the global `fetch` (undici), and `traceparent` on it. Built on undici's
 * diagnostics channels, so there is nothing to patch. Call once a process.
 */
export function traceFetch(outbound: Outbound): void {
  const exchanges = new WeakMap<object, Exchange>();
  const of = (request: unknown) =>
    typeof request === 'object' && request !== null ? exchanges.get(request) : undefined;
  on('undici:request:create', ({ request }) => {
    if (!isUndiciRequest(request)) return;
    const begun = outbound.begin(request.method, new URL(request.path, request.origin));
    if (!begun) return;
    exchanges.set(request, begun.exchange);
    for (const [name, value] of Object.entries(begun.headers)) request.addHeader(name, value);
  });
  on('undici:request:headers', ({ request, response }) => {
    const status = statusOf(response);
    if (status !== undefined) of(request)?.answered(status);
  });
  on('undici:request:trailers', ({ request }) => of(request)?.done());
  on('undici:request:error', ({ request, error }) => of(request)?.failed(error));
}

/** A listener that throws would surface as an uncaught exception of the app. */
function on(channel: string, listener: (message: Record<string, unknown>) => void): void {
  subscribe(channel, (message) => {
    try {
      if (typeof message === 'object' && message !== null) listener(message as Record<string, unknown>);
    } catch {
      // The request goes on untraced.
    }
  });
}

function statusOf(response: unknown): number | undefined {
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return undefined;
  return typeof response.statusCode === 'number' ? response.statusCode : undefined;
}

function isUndiciRequest(value: unknown): value is UndiciRequest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'addHeader' in value &&
    typeof value.addHeader === 'function' &&
    'origin' in value &&
    'path' in value
  );
}
