let reported = false;

/** What telemetry code has thrown ends here. The first one is printed, once a page, at debug level. */
export function reportFault(error: unknown): undefined {
  if (!reported) console.debug('[throughline] fault:', error);
  reported = true;
}
