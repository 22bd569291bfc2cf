/** What is looked at before a request is handed on. The body is never touched. */
export interface RequestParts {
  readonly url: URL;
  readonly headers: Headers;
}

/** Reads the arguments of `fetch` as `fetch` itself would. Throws what it would reject with. */
export function requestParts(input: RequestInfo | URL, init: RequestInit | undefined): RequestParts {
  const isRequest = input instanceof Request;
  return {
    url: new URL(isRequest ? input.url : String(input), document.baseURI),
    headers: new Headers(init?.headers ?? (isRequest ? input.headers : undefined)),
  };
}
