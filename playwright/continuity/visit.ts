import type { Page, Response } from '@playwright/test';
import { readSpans, type Span } from './readSpans.js';

/** What a visitor's page says of its own load. */
export interface Visit {
  /** The span of the page load, as the page sent it. */
  readonly load: Span;
  /** What the document's answer said of its span. */
  readonly served: { readonly traceId: string; readonly spanId: string };
  /** The `traceparent` of what the page asked for as it was hydrated. */
  readonly hydrated: { readonly traceId: string; readonly flags: string };
  /** How Next's cache answered. */
  readonly cache: string | undefined;
}

/** Goes to a page, by its address or as `go` says, and waits until it has told of its load. */
export async function visit(
  page: Page,
  url: string,
  go: () => Promise<Response | null> = () => page.goto(url),
): Promise<Visit> {
  const isOfPage = (address: string) => new URL(address).pathname === new URL(url).pathname;
  const told = page.waitForRequest(
    (request) => request.url().endsWith('/v1/traces') && loadIn(request.postData()) !== undefined,
  );
  const hydration = page.waitForRequest((request) => request.url().endsWith('/api/hello'));
  const answer = page.waitForResponse(
    (response) => response.request().isNavigationRequest() && isOfPage(response.url()),
  );
  await go();
  const headers = await (await answer).allHeaders();
  const load = loadIn((await told).postData());
  if (!load) throw new Error('unreachable');
  const [, traceId = '', , flags = ''] = ((await (await hydration).headerValue('traceparent')) ?? '').split(
    '-',
  );
  const [servedTrace = '', servedSpan = ''] = (headers['server-timing'] ?? '').split('-').slice(1);
  return {
    load,
    served: { traceId: servedTrace, spanId: servedSpan },
    hydrated: { traceId, flags },
    cache: headers['x-nextjs-cache'],
  };
}

function loadIn(body: string | null): Span | undefined {
  return readSpans(body ?? '{}').find(({ name }) => name.startsWith('page load '));
}
