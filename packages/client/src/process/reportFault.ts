let reported = false;

/** What telemetry code has thrown ends here. The first one is printed, once a page, at debug level. */
export function reportFault(error: unknown): void {
  if (reported) return;
  reported = true;
  console.debug('[throughline] fault:', error);
}
