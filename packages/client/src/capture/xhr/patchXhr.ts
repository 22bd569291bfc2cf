import { currentClient } from '../../Client.js';
import { quietly } from '../../process/quietly.js';

/** They tell where an `XMLHttpRequest` goes, what the app has set, and when it is sent. */
export type XhrMethod = 'open' | 'setRequestHeader' | 'send';

/**
 * Patches a method of `XMLHttpRequest`, which then is traced as `fetch` is. All arguments go on as they came: with and without
 * the third one of `open` are two things.
 */
export function patchXhr(method: XhrMethod): void {
  const native = XMLHttpRequest.prototype[method] as (...given: unknown[]) => void;
  XMLHttpRequest.prototype[method] = function (this: XMLHttpRequest, ...given: unknown[]) {
    quietly(() => currentClient()?.watchXhr(this, method, given as [string, string]));
    native.apply(this, given);
  };
}
