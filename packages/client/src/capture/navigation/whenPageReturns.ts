import { quietly } from '../../process/quietly.js';

/** Calls `onReturn` when the back/forward cache brings the page back: its scripts go on, no load happens. */
export function whenPageReturns(onReturn: () => void): void {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) quietly(onReturn);
  });
}
