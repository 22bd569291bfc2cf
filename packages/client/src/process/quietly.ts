import { reportFault } from './reportFault.js';

/** Runs telemetry code inside the app's: whatever it throws ends here, so that a fault of ours is never the app's. */
export function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    return reportFault(error);
  }
}
