import { AsyncLocalStorage } from 'node:async_hooks';
import type { RelayReply } from './RelayReply.js';
import type { Sender } from './whoSends.js';

/** What the gate before the framework has found out already: asked twice, a client's rate would be halved. */
export interface Admission {
  readonly sender: Sender;
  readonly corsHeaders: RelayReply['corsHeaders'];
}

const KEY = Symbol.for('throughline.server.relayAdmissions');
type Holder = { [KEY]?: AsyncLocalStorage<Admission> };

/** Carries the gate's answer to the route handler, which sees nothing of the connection but headers. */
export function relayAdmissions(): AsyncLocalStorage<Admission> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new AsyncLocalStorage();
  return holder[KEY];
}
