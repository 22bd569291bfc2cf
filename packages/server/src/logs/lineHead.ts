import { unixNow } from '../runtime/UnixClock.js';
import { correlation } from './correlation.js';

let lastMillis = 0;
let lastText = '';

/** What each line has behind its level: the time and what ties it to its trace, as a ready piece of JSON. */
export function lineHead(): string {
  const millis = Math.floor(unixNow());
  // Many lines share one, and V8 makes such a number's text anew each time.
  if (millis !== lastMillis) {
    lastMillis = millis;
    lastText = `,"time":${millis}`;
  }
  return lastText + correlation();
}
