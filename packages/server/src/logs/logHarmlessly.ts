import type { LogFn, Logger } from 'pino';
import { errorMessage } from '../tracing/recordError.js';

/**
 * pino's hook around each log call: what cannot be written (a getter or a `toJSON` that throws, a text that a value
 * refuses to become) costs the line its fields, not the request its answer.
 */
export function logHarmlessly(this: Logger, given: Parameters<LogFn>, write: LogFn): void {
  try {
    write.apply(this, given);
  } catch (error) {
    const message = (given as unknown[]).find((part) => typeof part === 'string') ?? '';
    try {
      write.call(this, { unloggable: errorMessage(error) }, message as string);
    } catch {
      // Where the line is to go, not what is in it: the sink counts what it loses.
    }
  }
}

/** `child`, which takes its fields at once, in the same way. */
export function childHarmlessly(logger: Logger): void {
  const { child } = logger;
  logger.child = function (this: Logger, bindings, options) {
    try {
      return child.call(this, bindings, options);
    } catch (error) {
      return child.call(this, { unloggable: errorMessage(error) }, options);
    }
  } as Logger['child'];
}
