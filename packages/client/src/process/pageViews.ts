import type { SpanContext } from '@opentelemetry/api';
import type { PageSpan } from '../early/startSpan.js';
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
  openWith(span: PageSpan): void;
  /** From here on what starts without a parent is a trace of its own. Ignored for a page view that is over. */
  closeAdoption(page?: PageView): void;
  /** The page view's span, open or ended. */
  span(): PageSpan | undefined;
  /** The page's span while it adopts. */
  adopter(): SpanContext | undefined;
}

/**
 * Keeps the current page view. What a page does by itself (its load, hydration, first data) belongs to the
 * page's trace; what a person then does starts a trace of its own, hence the window of adoption.
 */
export function createPageViews(path: string): PageViews {
  let page: PageView = { id: randomHex(8), path, type: 'load' };
  let pageSpan: PageSpan | undefined;
  let adopting = false;

  return {
    current: () => page,
    begin(type, nextPath) {
      page = { id: randomHex(8), path: nextPath, type };
      pageSpan = undefined;
      adopting = false;
      return page;
    },
    openWith(span) {
      pageSpan = span;
      adopting = true;
    },
    closeAdoption(closing = page) {
      if (closing === page) adopting = false;
    },
    span: () => pageSpan,
    adopter: () => (adopting ? pageSpan?.spanContext() : undefined),
  };
}
