import { LEVELS, type Level } from '@throughline/semconv';
import { type Logger, pino } from 'pino';
import { correlate } from './correlate.js';
import { REDACTED_PATHS } from './redactedPaths.js';
import { serializeError } from './serializeError.js';

/** Takes a finished line, with its level (pino's number) and message. */
export type WriteLine = (line: string, level: number, message: string) => void;

/** A pino logger whose lines carry the active trace's ids and whose secrets are redacted. */
export function createLogger(write: WriteLine, level: Level = levelFromEnvironment()): Logger {
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
    new LineStream(write),
  );
}

const METADATA: unique symbol = Symbol.for('pino.metadata');

/** pino's destination; by the symbol pino tells what a line is before it writes it. */
class LineStream {
  readonly [METADATA] = true;
  lastLevel = 0;
  lastMsg: unknown;

  constructor(readonly onLine: WriteLine) {}

  write(line: string): void {
    this.onLine(line, this.lastLevel, typeof this.lastMsg === 'string' ? this.lastMsg : '');
  }
}

/** Lenient: a wrong value is `register`'s to refuse, not an import's during `next build`. */
function levelFromEnvironment(): Level {
  const text = process.env.THROUGHLINE_LOG_LEVEL;
  return LEVELS.find((level) => level === text) ?? 'info';
}
