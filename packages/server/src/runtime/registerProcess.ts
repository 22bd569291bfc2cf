import type { Configuration } from '../config/Configuration.js';
import { resolveConfiguration } from '../config/resolveConfiguration.js';
import type { ThroughlineOptions } from '../config/ThroughlineOptions.js';
import { createLogSink } from '../logs/createLogSink.js';
import { redactAlso } from '../logs/redactFast.js';
import { type ProcessState, processState, type Running } from './processState.js';
import { start } from './start.js';

/**
 * Reads the settings and starts telemetry once a process; later calls (a development reload, a second copy of the
 * module) change nothing. Returns what runs, or `undefined` when telemetry is disabled.
 */
export function registerProcess(options?: ThroughlineOptions): { started: Running | undefined } {
  const state = processState();
  if (state.registered) return { started: undefined };
  const configuration = resolveConfiguration(options);
  state.registered = true;
  redactAlso(state.logger, configuration.logRedact);
  if (configuration.disabled) {
    keepLogging(state, configuration);
    return { started: undefined };
  }
  state.running = start(state, configuration);
  return { started: state.running };
}

/** Disabled means no telemetry; the app's own log lines still go to stdout. */
function keepLogging(state: ProcessState, { logLevel, logStdout }: Configuration): void {
  state.logger.level = logLevel;
  state.sink = createLogSink(logStdout, undefined);
}
