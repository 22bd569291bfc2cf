import { parseTraceParent } from '@throughline/otlp';
import { IdGenerator } from '../tracing/light/ids.js';
import { type DeviceClass, deviceClass } from './browser/deviceClass.js';
import { userAgentFamily } from './userAgentFamily.js';

/** What the server says of each record of a request: facts of the request, not of the visitor, and never what its body says. */
export interface RequestFacts {
  /** The browser's family. */
  readonly userAgent: string;
  readonly device: DeviceClass;
  /** Of the request that brought the records: the caller's trace, or a new one. */
  readonly traceId: string;
}

const ids = new IdGenerator();

export function requestFacts(headers: Headers): RequestFacts {
  return {
    userAgent: userAgentFamily(headers.get('user-agent')),
    device: deviceClass(headers),
    traceId: parseTraceParent(headers.get('traceparent') ?? '')?.traceId ?? ids.generateTraceId(),
  };
}
