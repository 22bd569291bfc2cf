import { theClient } from '../../early/theClient.js';
import { quietly } from '../../process/quietly.js';
import { TRACEPARENT } from '../../process/TRACEPARENT.js';
import { type RequestParts, requestParts } from '../fetch/requestParts.js';
import { isUntraced, startRequest } from '../fetch/startRequest.js';
import type { XhrMethod } from './patchXhr.js';

const opened = new WeakMap<XMLHttpRequest, RequestParts>();

/** Is told of each call that `patchXhr` sees, before it is made. */
export function watchXhr(xhr: XMLHttpRequest, method: XhrMethod, [first, second]: [string, string]): void {
  const parts = opened.get(xhr);
  if (method === 'open') opened.set(xhr, requestParts(second, { method: first }));
  else if (method !== 'send') parts?.requestHeaders.append(first, second);
  else if (parts && !isUntraced(theClient(), parts.url)) {
    const { requests } = theClient();
    const { openRequest, traceHeader } = startRequest(theClient(), parts);
    if (traceHeader) xhr.setRequestHeader(TRACEPARENT, traceHeader);
    for (const name of ['load', 'error', 'timeout', 'abort'])
      xhr.addEventListener(
        name,
        () =>
          quietly(() =>
            name === 'load'
              ? requests.answered(openRequest, xhr.status)
              : requests.failed(openRequest, { name }),
          ),
        { once: true },
      );
  }
}
