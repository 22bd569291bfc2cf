/** What is looked at before a request is handed on. The body is never touched. */
export interface RequestParts {
  readonly url: URL;
  readonly requestHeaders: Headers;
  readonly requestMethod: string;
}

/** Reads the arguments of `fetch` as `fetch` itself would. Throws what it would reject with. */
export function requestParts(input: RequestInfo | URL, init: RequestInit | undefined): RequestParts {
  // Only a real one: of anything else the browser takes the text, whatever its `url` says.
  const request = input instanceof Request ? input : undefined;
  return {
    url: new URL(request?.url ?? (input as string), document.baseURI),
    requestHeaders: new Headers(init?.headers ?? request?.headers),
    requestMethod: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
  };
}
