import type { IncomingMessage } from 'node:http';
import { context } from '@opentelemetry/api';
import { servedBy } from '../tracing/RequestContext.js';
import type { RelayReply } from './RelayReply.js';

/** What the gate before the framework has found out already: asked twice, a client's rate would be halved. */
export interface Admission {
  readonly corsHeaders: RelayReply['corsHeaders'];
}

const KEY = Symbol.for('throughline.server.relayAdmissions');
type Holder = { [KEY]?: WeakMap<IncomingMessage, Admission> };

/** The gate's answers, by request. */
export function relayAdmissions(): WeakMap<IncomingMessage, Admission> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new WeakMap();
  return holder[KEY];
}

/** The gate's answer for the request that the running route handler serves; it sees nothing of it but headers. */
export function currentAdmission(): Admission | undefined {
  const served = servedBy(context.active());
  return served && relayAdmissions().get(served.request);
}
