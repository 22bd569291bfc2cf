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
  /** Its route template, once the router shows it. */
  route?: string;
  /** The page view's own span, open or ended. */
  span?: PageSpan;
  /**
   * What starts without a parent belongs to the span. What a page does by itself (its load, hydration, first data) is
   * part of the page's trace; what a person then does starts a trace of its own.
   */
  adopting?: boolean;
}

/** The next page view. What starts from here on, its own span included, carries its id. */
export function createPageView(type: NavigationType, path: string): PageView {
  return { id: randomHex(8), path, type };
}
