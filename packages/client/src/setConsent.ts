import { currentClient } from './Client.js';
import { pendingOptions, start } from './pendingStart.js';
import { clearStored } from './process/clearStored.js';
import { quietly } from './process/quietly.js';
import type { Sink } from './process/Sink.js';

/** Takes everything and keeps nothing. */
const NOTHING: Sink = { span() {}, log() {}, flush() {}, clear() {} };

/**
 * Says whether the visitor consents. `true` starts what `init` was told to hold back, or goes on after a withdrawal.
 * `false` ends capturing at once: what waits is dropped, storage is cleared, requests no longer carry a trace, and
 * nothing is sent. It is the visitor's own word: `true` counts also where `navigator.globalPrivacyControl` is set.
 * Never throws; does nothing on a server.
 */
export function setConsent(granted: boolean): void {
  quietly(() => {
    const client = currentClient();
    if (!client) {
      const options = pendingOptions();
      if (!granted) clearStored();
      else if (options) start(options);
    } else if (granted && client.off) {
      client.sink = client.off;
      client.off = undefined;
    } else if (!granted && !client.off) {
      client.off = client.sink;
      client.sink = NOTHING;
      client.off.clear();
      client.restore?.();
      clearStored();
    }
  });
}
