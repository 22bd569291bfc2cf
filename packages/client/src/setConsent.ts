import { currentClient } from './Client.js';
import type { EarlyBuffer } from './early/EarlyBuffer.js';
import { pendingOptions, start } from './pendingStart.js';
import { clearStored } from './process/clearStored.js';
import { quietly } from './process/quietly.js';
import type { Sink } from './process/Sink.js';

/** Takes everything and keeps nothing. */
const NOTHING: Sink = { span() {}, log() {}, flush() {} };

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
      forget(client.off);
      client.restore?.();
      clearStored();
    }
  });
}

/** What waits, in the exporter or in the buffer of the time before. */
function forget(sink: Sink | EarlyBuffer): void {
  sink.clear?.();
  if (!('logs' in sink)) return;
  sink.logs.take();
  sink.spans.take();
}
