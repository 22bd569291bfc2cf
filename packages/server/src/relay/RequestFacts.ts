import { randomBytes } from 'node:crypto';
import { parseTraceParent } from '@throughline/otlp';
import { userAgentFamily } from './userAgentFamily.js';

/** What the server adds to each record of a request: facts of the request, not of the visitor. */
export interface RequestFacts {
  /** The browser's family. */
  readonly userAgent: string;
  /** Of the request that brought the records: the caller's trace, or a new one. */
  readonly traceId: string;
}

export function requestFacts(headers: Headers): RequestFacts {
  return {
    userAgent: userAgentFamily(headers.get('user-agent')),
    traceId: parseTraceParent(headers.get('traceparent') ?? '')?.traceId ?? randomBytes(16).toString('hex'),
  };
}
