import type { NavigationType } from '../../process/PageView.js';
import { quietly } from '../../process/quietly.js';

/** What is used of the Pages Router's singleton, which Next.js puts on `window`. */
interface PagesRouter {
  events?: {
    on(name: 'routeChangeStart', listener: (url: string, info?: { shallow?: boolean }) => void): void;
  };
}

/** A popstate this shortly before a route change is its cause. */
const POPSTATE_MILLIS = 100;

/**
 * Reports the navigations of the Pages Router, which does not call `onRouterTransitionStart`. Its singleton
 * appears during hydration, so it is looked for now, when the page has loaded, and before the first click or
 * key, which comes before the first navigation. In an App Router page nothing is found and nothing done.
 */
export function watchPagesRouter(started: (url: string, type: NavigationType) => void): void {
  const moments = ['load', 'pointerdown', 'keydown'];
  let poppedAt = Number.NEGATIVE_INFINITY;
  window.addEventListener(
    'popstate',
    () => {
      poppedAt = performance.now();
    },
    { capture: true },
  );

  const look = () =>
    quietly(() => {
      const events = pagesRouter()?.events;
      if (typeof events?.on !== 'function') return;
      for (const moment of moments) window.removeEventListener(moment, look, { capture: true });
      events.on('routeChangeStart', (url, info) => {
        // A shallow change fetches nothing and stays on the page.
        if (info?.shallow) return;
        const type = performance.now() - poppedAt < POPSTATE_MILLIS ? 'traverse' : 'push';
        quietly(() => started(url, type));
      });
    });
  for (const moment of moments) window.addEventListener(moment, look, { capture: true });
  look();
}

function pagesRouter(): PagesRouter | undefined {
  const { next } = window as Window & { next?: { router?: PagesRouter } };
  return next?.router;
}
