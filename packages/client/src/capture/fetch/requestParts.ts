/** What is looked at before a request is handed on. The body is never touched. */
export interface RequestParts {
  readonly url: URL;
  readonly requestHeaders: Headers;
  readonly requestMethod: string;
}

/** Reads the arguments of `fetch` as `fetch` itself would. Throws what it would reject with. */
export function requestParts(input: RequestInfo | URL, init: RequestInit | undefined): RequestParts {
  // Texts and URLs have none of these.
  const { url, headers, method } = input as Partial<Request>;
  return {
    url: new URL(url ?? (input as string), document.baseURI),
    requestHeaders: new Headers(init?.headers ?? headers),
    requestMethod: (init?.method ?? method ?? 'GET').toUpperCase(),
  };
}
