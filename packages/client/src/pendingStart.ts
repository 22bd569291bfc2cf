import { setCurrentClient } from './Client.js';
import type { ClientOptions } from './ClientOptions.js';
import { startClient } from './early/startClient.js';
import { quietly } from './process/quietly.js';

const KEY = 'throughline.pending';
type Holder = { [KEY]?: ClientOptions };

/** Remembers how to start once the visitor consents. */
export function keepPending(options: ClientOptions): void {
  (globalThis as Holder)[KEY] = options;
}

/** The options of a start that waits for consent. */
export function pendingOptions(): ClientOptions | undefined {
  return (globalThis as Holder)[KEY];
}

export function start(options: ClientOptions): void {
  quietly(() => setCurrentClient(startClient(options)));
}
