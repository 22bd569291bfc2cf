import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function notify(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/**
 * Goes to an address of the viewer.
 *
 * @param options.replace - keeps the history as long as it is: for filters and selections, not for pages
 */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (to === window.location.pathname + window.location.search) return;
  if (options.replace) window.history.replaceState(window.history.state, '', to);
  else window.history.pushState({ inside: true }, '', to);
  notify();
}

/** Back to the list, as it was left where this session came from it. */
export function leaveTrace(): void {
  const state: unknown = window.history.state;
  if (typeof state === 'object' && state !== null && 'inside' in state) window.history.back();
  else navigate('/');
}

/** Path and query string of the current address; renders again when either changes. */
export function useLocation(): { path: string; search: string } {
  const href = useSyncExternalStore(subscribe, () => window.location.pathname + window.location.search);
  const query = href.indexOf('?');
  return query < 0 ? { path: href, search: '' } : { path: href.slice(0, query), search: href.slice(query) };
}
