let warned = false;

/**
 * Runs telemetry code inside the app's: whatever it throws ends here, so that a fault of ours is never the
 * app's. The first one is printed, once a page, at debug level.
 */
export function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!warned) {
      warned = true;
      console.debug('[throughline] fault:', error);
    }
    return undefined;
  }
}
