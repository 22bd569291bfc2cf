import { type Context, createContextKey } from '@opentelemetry/api';

const NAVIGATION_REQUEST = createContextKey('throughline navigation request');
/** Requests beyond this are traced but not waited for. */
const MAX_OPEN = 100;

/** Marks the context of a request by which a navigation fetches its page. */
export function markNavigationRequest(context: Context): Context {
  return context.setValue(NAVIGATION_REQUEST, true);
}

/** Knows which navigations still wait for their page. */
export interface NavigationRequests {
  onStart(spanId: string, parentSpanId: string | undefined, parentContext: Context): void;
  onEnd(spanId: string): void;
  /** Requests in flight of the navigation whose span this is. */
  openOf(navigationSpanId: string): number;
}

export function createNavigationRequests(): NavigationRequests {
  const parents = new Map<string, string>();
  return {
    onStart(spanId, parentSpanId, parentContext) {
      if (parentSpanId === undefined || parents.size >= MAX_OPEN) return;
      if (parentContext.getValue(NAVIGATION_REQUEST)) parents.set(spanId, parentSpanId);
    },
    onEnd: (spanId) => void parents.delete(spanId),
    openOf(navigationSpanId) {
      let open = 0;
      for (const parent of parents.values()) if (parent === navigationSpanId) open += 1;
      return open;
    },
  };
}
