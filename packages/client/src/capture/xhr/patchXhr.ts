import { theClient } from '../../Client.js';
import { listen } from '../../process/listen.js';
import { quietly } from '../../process/quietly.js';
import { TRACEPARENT } from '../../process/TRACEPARENT.js';
import { type RequestParts, requestParts } from '../fetch/requestParts.js';
import { isUntraced, startRequest } from '../fetch/startRequest.js';

/**
 * Patches `XMLHttpRequest` as `fetch` is: a span for each request, and `traceparent` on it. `open` and
 * `setRequestHeader` are watched to know where it goes and what the app has set.
 */
export function patchXhr(): void {
  const { prototype } = XMLHttpRequest;
  const { open, setRequestHeader, send } = prototype;
  const opened = new WeakMap<XMLHttpRequest, RequestParts>();

  Object.assign(prototype, {
    // As it came: with and without the third argument are two things.
    open(this: XMLHttpRequest, ...given: [method: string, url: string | URL]) {
      open.apply(this, given as unknown as Parameters<typeof open>);
      quietly(() => opened.set(this, requestParts(given[1], { method: given[0] })));
    },
    setRequestHeader(this: XMLHttpRequest, name: string, value: string) {
      setRequestHeader.call(this, name, value);
      quietly(() => opened.get(this)?.requestHeaders.append(name, value));
    },
    send(this: XMLHttpRequest, body?: Parameters<typeof send>[0]) {
      quietly(() => begin(this));
      send.call(this, body);
    },
  });

  function begin(xhr: XMLHttpRequest): void {
    const client = theClient();
    const parts = opened.get(xhr);
    if (!parts || isUntraced(client, parts.url)) return;
    const { openRequest, traceHeader } = startRequest(client, parts);
    if (traceHeader) setRequestHeader.call(xhr, TRACEPARENT, traceHeader);
    for (const name of ['load', 'error', 'timeout', 'abort'])
      listen(
        // Those of an XMLHttpRequest that a window does not have are listened to in the same way.
        name as 'error',
        () =>
          name === 'load'
            ? client.requests.answered(openRequest, xhr.status)
            : client.requests.failed(openRequest, { name }),
        { once: true },
        xhr,
      );
  }
}
