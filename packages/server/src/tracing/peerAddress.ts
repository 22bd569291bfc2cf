import { AsyncLocalStorage } from 'node:async_hooks';

const KEY = Symbol.for('throughline.server.peerAddress');
type Holder = { [KEY]?: AsyncLocalStorage<string | undefined> };

/** A route handler sees headers, which anybody can write, and not the connection: this carries its address there. */
export function peerAddresses(): AsyncLocalStorage<string | undefined> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new AsyncLocalStorage();
  return holder[KEY];
}

/** The address at the other end of the connection that the running telemetry route answers to. */
export function currentPeerAddress(): string | undefined {
  return peerAddresses().getStore();
}
