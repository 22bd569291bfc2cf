import { LEVELS, type Level } from '@throughline/semconv';
import { type Logger, pino } from 'pino';
import { correlate } from './correlate.js';
import { REDACTED_PATHS } from './redactedPaths.js';
import { serializeError } from './serializeError.js';

/** A pino logger whose lines carry the active trace's ids and whose secrets are redacted. */
export function createLogger(write: (line: string) => void, level: Level = levelFromEnvironment()): Logger {
  return pino(
    {
      level,
      // No pid and hostname: the resource has them, and pino-loki would make the hostname a label.
      base: null,
      mixin: correlate,
      // Fields of the call win over the active span's, so that a caller can log on behalf of another trace.
      mixinMergeStrategy: (mergeObject, mixinObject) => ({ ...mixinObject, ...mergeObject }),
      serializers: { err: (error) => serializeError(error), error: (error) => serializeError(error) },
      redact: { paths: [...REDACTED_PATHS], censor: '[redacted]' },
    },
    { write },
  );
}

/** Lenient: a wrong value is `register`'s to refuse, not an import's during `next build`. */
function levelFromEnvironment(): Level {
  const text = process.env.THROUGHLINE_LOG_LEVEL;
  return LEVELS.find((level) => level === text) ?? 'info';
}
