import type { ClientOptions } from './ClientOptions.js';
import { startClient } from './early/startClient.js';
import { reportFault } from './process/reportFault.js';

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

/**
 * Starts, and keeps what it throws from the app. Not by `quietly`: in a closure the engine would parse all of `startClient`
 * once more, in every page (ADR 0059).
 */
export function start(options: ClientOptions): void {
  try {
    startClient(options);
  } catch (error) {
    reportFault(error);
  }
}
