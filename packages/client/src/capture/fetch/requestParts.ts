/** What is looked at before a request is handed on. The body is never touched. */
export interface RequestParts {
  /** What `fetch` was given, where that is a `Request`. */
  readonly request: Request | undefined;
  readonly url: URL;
  readonly requestHeaders: Headers;
  readonly requestMethod: string;
}

/** Reads the arguments of `fetch` as `fetch` itself would. Throws what it would reject with. */
export function requestParts(input: RequestInfo | URL, init: RequestInit | undefined): RequestParts {
  let request: Request | undefined;
  let url: unknown = input;
  // A text is none, and what throws at each request costs it, and stops a debugger that waits for exceptions.
  if (typeof input === 'object')
    try {
      // The browser's own test, which any window's Request passes. Of all else it takes the text, whatever a `url` says.
      url = Reflect.get(Request.prototype, 'url', input);
      request = input as Request;
    } catch {}
  return {
    request,
    url: new URL(url as string, document.baseURI),
    requestHeaders: new Headers(init?.headers ?? request?.headers),
    requestMethod: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
  };
}
