import { ENV_METRICS_TOKEN, METRICS_PATH } from '@throughline/semconv';
import type { Configuration } from './config/Configuration.js';
import type { ThroughlineOptions } from './config/ThroughlineOptions.js';
import { warnOnce } from './delivery/warnOnce.js';
import { observeRequest } from './runtime/observeRequest.js';
import { processState } from './runtime/processState.js';
import { registerProcess } from './runtime/registerProcess.js';
import { patchHttpServers } from './tracing/patchHttpServers.js';
import { quietNextTracer } from './tracing/quietNextTracer.js';

/**
 * Starts telemetry in a Next.js server. Re-export it from `instrumentation.ts`, or call it there with options. Does
 * nothing in the edge runtime, when called again, and when `OTEL_SDK_DISABLED` is true.
 * @throws ThroughlineConfigurationError when a setting is wrong
 */
export function register(options?: ThroughlineOptions): void {
  const { started } = registerProcess(options);
  if (!started) return;
  // In development Next shows its spans in its own tools.
  const { detail, production } = started.configuration;
  if (production && detail === 'standard') quietNextTracer();
  patchHttpServers(observeRequest(started), () => processState().leaving);
  sayThatMetricsAreClosed(started.configuration);
}

/** Only here: a plain Node service has no metrics route that could be closed. */
function sayThatMetricsAreClosed({ production, metricsPort, metricsTokens }: Configuration): void {
  if (!production || metricsPort !== undefined || metricsTokens.length > 0) return;
  warnOnce('metricsToken', `GET ${METRICS_PATH} answers 403 until ${ENV_METRICS_TOKEN} is set`);
}
