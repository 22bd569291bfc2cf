/** Attribute names of a document load's phases. All in milliseconds. */
export const LOAD_PHASE = {
  redirect: 'throughline.load.redirect_ms',
  dns: 'throughline.load.dns_ms',
  /** TCP and TLS. */
  connect: 'throughline.load.connect_ms',
  /** From the request's first byte to the answer's first byte. */
  wait: 'throughline.load.wait_ms',
  download: 'throughline.load.download_ms',
  /** From here on: since the navigation began. */
  firstByte: 'throughline.load.first_byte_ms',
  domInteractive: 'throughline.load.dom_interactive_ms',
  domContentLoaded: 'throughline.load.dom_content_loaded_ms',
  loadEvent: 'throughline.load.load_event_ms',
} as const;

/** The fields of `PerformanceNavigationTiming` that are read (W3C Navigation Timing Level 2). */
export type LoadTiming = Pick<
  PerformanceNavigationTiming,
  | 'redirectStart'
  | 'redirectEnd'
  | 'domainLookupStart'
  | 'domainLookupEnd'
  | 'connectStart'
  | 'connectEnd'
  | 'requestStart'
  | 'responseStart'
  | 'responseEnd'
  | 'domInteractive'
  | 'domContentLoadedEventEnd'
  | 'loadEventEnd'
>;

/**
 * The phases of a load as a few attributes instead of a dozen span events: small enough for the bytes that
 * may be sent while the page goes away. A phase that did not happen, or not yet, is left out.
 */
export function loadPhases(timing: LoadTiming): Record<string, number> {
  const phases: Record<string, number> = {};
  const add = (name: string, from: number, to: number) => {
    if (to > 0 && to > from) phases[name] = Math.round((to - from) * 10) / 10;
  };
  add(LOAD_PHASE.redirect, timing.redirectStart, timing.redirectEnd);
  add(LOAD_PHASE.dns, timing.domainLookupStart, timing.domainLookupEnd);
  add(LOAD_PHASE.connect, timing.connectStart, timing.connectEnd);
  add(LOAD_PHASE.wait, timing.requestStart, timing.responseStart);
  add(LOAD_PHASE.download, timing.responseStart, timing.responseEnd);
  add(LOAD_PHASE.firstByte, 0, timing.responseStart);
  add(LOAD_PHASE.domInteractive, 0, timing.domInteractive);
  add(LOAD_PHASE.domContentLoaded, 0, timing.domContentLoadedEventEnd);
  add(LOAD_PHASE.loadEvent, 0, timing.loadEventEnd);
  return phases;
}
