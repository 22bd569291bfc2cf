import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(min-width: 1100px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the window has room for a panel beside the waterfall (the width that `panel.css` names too). */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
