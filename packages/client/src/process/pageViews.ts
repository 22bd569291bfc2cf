import { type Context, context, ROOT_CONTEXT, type Span, type SpanContext, trace } from '@opentelemetry/api';
import { randomHex } from './randomHex.js';

/** How a page view began. */
export type NavigationType = 'load' | 'push' | 'replace' | 'traverse';

/** A document load or a soft navigation, and what belongs to it. */
export interface PageView {
  /** 16 hex digits. */
  readonly id: string;
  readonly path: string;
  readonly type: NavigationType;
}

export interface PageViews {
  current(): PageView;
  /** Begins the next page view: what starts from here on, its own span included, carries its id. */
  begin(type: NavigationType, path: string): PageView;
  /** Makes `span` the page view's own, which adopts what starts without a parent until `closeAdoption`. */
  openWith(span: Span): void;
  /** From here on what starts without a parent is a trace of its own. Ignored for a page view that is over. */
  closeAdoption(page?: PageView): void;
  /** The parent of what starts now: the active span, else the page's span while it adopts, else none. */
  parentContext(): Context;
  /** The page's span as a parent, whether it adopts or not: for the requests that make the navigation itself. */
  pageContext(): Context;
  /** The ids that a log line gets now: the active span's, or those of the page's span, open or ended. */
  spanContext(): SpanContext | undefined;
}

/**
 * Keeps the current page view. What a page does by itself (its load, hydration, first data) belongs to the
 * page's trace; what a person then does starts a trace of its own, hence the window of adoption.
 */
export function createPageViews(path: string): PageViews {
  let page: PageView = { id: randomHex(8), path, type: 'load' };
  let spanContext: SpanContext | undefined;
  let pageContext: Context = ROOT_CONTEXT;
  let adopting = false;

  return {
    current: () => page,
    begin(type, nextPath) {
      page = { id: randomHex(8), path: nextPath, type };
      spanContext = undefined;
      pageContext = ROOT_CONTEXT;
      adopting = false;
      return page;
    },
    openWith(span) {
      spanContext = span.spanContext();
      pageContext = trace.setSpan(ROOT_CONTEXT, span);
      adopting = true;
    },
    closeAdoption(closing = page) {
      if (closing === page) adopting = false;
    },
    parentContext() {
      const active = context.active();
      if (trace.getSpanContext(active)) return active;
      return adopting ? pageContext : active;
    },
    pageContext: () => pageContext,
    spanContext: () => trace.getSpanContext(context.active()) ?? spanContext,
  };
}
