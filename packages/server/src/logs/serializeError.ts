import { errorType } from '../tracing/recordError.js';

export interface SerializedError {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  /** Next's hash that also the browser gets. */
  digest?: string;
  cause?: SerializedError;
  errors?: SerializedError[];
}

const MAX_DEPTH = 5;
const MAX_ERRORS = 10;

/** An error for a log line: type, message, stack, and its causes as objects of the same form, five deep. */
export function serializeError(error: unknown, depth = 0): SerializedError | unknown {
  return error instanceof Error ? serialize(error, depth) : error;
}

function serialize(error: Error, depth: number): SerializedError {
  const result: SerializedError = { type: errorType(error), message: error.message };
  if (error.stack !== undefined) result.stack = error.stack;
  if ('code' in error && typeof error.code === 'string') result.code = error.code;
  if ('digest' in error && typeof error.digest === 'string') result.digest = error.digest;
  if (depth >= MAX_DEPTH) return result;
  if (error.cause instanceof Error) result.cause = serialize(error.cause, depth + 1);
  if (error instanceof AggregateError) {
    result.errors = error.errors
      .slice(0, MAX_ERRORS)
      .filter((inner): inner is Error => inner instanceof Error)
      .map((inner) => serialize(inner, depth + 1));
  }
  return result;
}
