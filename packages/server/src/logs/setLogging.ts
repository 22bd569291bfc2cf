import { LEVELS, type Level } from '@throughline/semconv';
import { checkLogSampling } from '../config/checkLogSampling.js';
import { oneOf } from '../config/readSetting.js';
import { warnOnce } from '../delivery/warnOnce.js';
import { processState } from '../runtime/processState.js';
import type { LogSamplingRule } from './LogSampler.js';

export interface LoggingOptions {
  level?: Level;
  sampling?: readonly LogSamplingRule[];
}

/**
 * Changes level and sampling of the logger while the process runs; what is left out stays as it is. A wrong value is
 * said on stderr and changes nothing.
 * @returns what holds now
 */
export function setLogging(change: LoggingOptions): Required<LoggingOptions> {
  const { logger, gate } = processState();
  try {
    applyLogging(change);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    warnOnce(`setLogging/${why}`, `setLogging changed nothing: ${why}`);
  }
  return { level: logger.level as Level, sampling: gate.sampler.rules };
}

/** @throws ConfigurationError for a wrong value, with nothing changed */
export function applyLogging({ level, sampling }: LoggingOptions): void {
  const { logger, gate } = processState();
  const checked = sampling && checkLogSampling(sampling);
  if (level !== undefined) logger.level = oneOf({ name: 'level', value: level }, LEVELS);
  if (checked) gate.change(checked);
}
