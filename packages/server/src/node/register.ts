import type { ThroughlineOptions } from '../config/ThroughlineOptions.js';
import { registerProcess } from '../runtime/registerProcess.js';

/**
 * Starts telemetry in a plain Node service. Call it first thing; wrap the request handler with `traceHandler`. Does
 * nothing when called again or when `OTEL_SDK_DISABLED` is true.
 * @throws ThroughlineConfigurationError when a setting is wrong
 */
export function register(options?: ThroughlineOptions): void {
  registerProcess(options);
}
