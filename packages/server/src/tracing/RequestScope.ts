import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';
import { activeContext } from './activeContext.js';
import { servedBy } from './RequestContext.js';

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
  /** Id of the server action that was asked for. */
  action: string | undefined;
  /** Its response is through. */
  over: boolean;
  /** The failure that decides the span's status. */
  error: { type: string; message: string } | undefined;
}

/** The request that the calling code serves, if any. */
export function currentRequestScope(): RequestScope | undefined {
  const served = servedBy(activeContext());
  return served && 'span' in served ? served : undefined;
}
