import { ConfigurationError } from '../config/ConfigurationError.js';
import { warnOnce } from '../delivery/warnOnce.js';
import { processState } from '../runtime/processState.js';
import type { SamplingOptions, SamplingSettings } from './SamplingSettings.js';

/**
 * Changes sampling while the process runs, from the next trace on; what is left out stays as it is. A wrong value is
 * said on stderr and changes nothing.
 * @returns what holds now; `undefined` when telemetry does not run
 */
export function setSampling(change: SamplingOptions): SamplingSettings | undefined {
  const sampling = processState().running?.sampling;
  try {
    sampling?.change(change);
  } catch (error) {
    const why = error instanceof ConfigurationError ? error.message : 'it is no object of options';
    warnOnce(`setSampling/${why}`, `setSampling changed nothing: ${why}`);
  }
  return sampling?.settings;
}
