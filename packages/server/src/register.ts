import type { ThroughlineOptions } from './config/ThroughlineOptions.js';
import { observeRequest } from './runtime/observeRequest.js';
import { processState } from './runtime/processState.js';
import { registerProcess } from './runtime/registerProcess.js';
import { patchHttpServers } from './tracing/patchHttpServers.js';

/**
 * Starts telemetry in a Next.js server. Re-export it from `instrumentation.ts`, or call it there with options. Does
 * nothing in the edge runtime, when called again, and when `OTEL_SDK_DISABLED` is true.
 * @throws ThroughlineConfigurationError when a setting is wrong
 */
export function register(options?: ThroughlineOptions): void {
  const { started } = registerProcess(options);
  if (started) patchHttpServers(observeRequest(started), () => processState().leaving);
}
