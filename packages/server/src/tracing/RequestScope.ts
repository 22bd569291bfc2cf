import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';

/** What served a request, as far as the framework tells. */
export type RequestKind = 'route' | 'page' | 'action' | 'rsc';

/** One HTTP request that is being served. */
export interface RequestScope {
  readonly span: Span;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  /** `performance.now()` at the start. */
  readonly startedMillis: number;
  /** Bytes that the connection had written before. */
  readonly socketBytesBefore: number;
  /** Route template; absent until the framework has matched one. */
  route: string | undefined;
  kind: RequestKind | undefined;
  /** Its response is through. */
  over: boolean;
  /** The failure that decides the span's status. */
  error: { type: string; message: string } | undefined;
}

const KEY = Symbol.for('throughline.server.requestScope');
type Holder = { [KEY]?: AsyncLocalStorage<RequestScope> };

/**
 * The request of the running code. Its own storage beside OpenTelemetry's context: Next replaces that context when it
 * continues the trace headers after a proxy ran. One for all copies of this module.
 */
export function requestScopes(): AsyncLocalStorage<RequestScope> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new AsyncLocalStorage<RequestScope>();
  return holder[KEY];
}

/** The request that the calling code serves, if any. */
export function currentRequestScope(): RequestScope | undefined {
  return requestScopes().getStore();
}
