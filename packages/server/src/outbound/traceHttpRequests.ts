import http, { type ClientRequest } from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import type { Outbound } from './Outbound.js';

type RequestFunction = (...args: unknown[]) => ClientRequest;

/**
 * One CLIENT span for each exchange of `http.request`, `http.get` and their `https` twins, and `traceparent` on it.
 * Patched, because what Node publishes on its diagnostics channel comes when the headers may have been sent. Call once
 * a process, before other modules take the functions.
 */
export function traceHttpRequests(outbound: Outbound): void {
  for (const module of [http, https]) {
    const original = module.request as RequestFunction;
    const request = function (this: unknown, ...args: unknown[]): ClientRequest {
      const made = original.apply(this, args);
      try {
        traceRequest(outbound, made);
      } catch {
        // The request goes on untraced.
      }
      return made;
    };
    // Node's own `get` has sent the headers when it returns.
    const get = (...args: unknown[]): ClientRequest => request(...args).end();
    for (const [name, value] of Object.entries({ request, get })) {
      Object.defineProperty(module, name, { value, configurable: true, writable: true, enumerable: true });
    }
  }
  syncBuiltinESMExports();
}

function traceRequest(outbound: Outbound, request: ClientRequest): void {
  const url = urlOf(request);
  // Whoever set the header is an instrumentation of its own.
  if (!url || request.headersSent || request.hasHeader('traceparent')) return;
  const begun = outbound.begin(request.method, url);
  if (!begun) return;
  const { exchange, headers } = begun;
  for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
  // `prependListener` on `response` would make Node believe that somebody reads the body.
  const emit: (event: string, ...args: unknown[]) => boolean = request.emit.bind(request);
  request.emit = (event: string, ...args: unknown[]): boolean => {
    if (event === 'response') {
      const [response] = args as [http.IncomingMessage];
      exchange.answered(response.statusCode ?? 0);
    } else if (event === 'upgrade' || event === 'connect') {
      exchange.done();
    } else if (event === 'error') {
      exchange.failed(args[0]);
    } else if (event === 'close') {
      exchange.done();
    }
    return emit(event, ...args);
  };
}

function urlOf(request: ClientRequest): URL | undefined {
  const host = request.getHeader('host') ?? request.host;
  const text = `${request.protocol}//${String(host)}${request.path}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}
