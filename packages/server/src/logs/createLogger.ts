import { LEVELS, type Level } from '@throughline/semconv';
import { type Logger, pino } from 'pino';
import { CENSORED } from './censor.js';
import { CORRELATED } from './correlation.js';
import { lineHead } from './lineHead.js';
import { childHarmlessly, logHarmlessly } from './logHarmlessly.js';
import { redactFast, TOP_LEVEL_REDACTION } from './redactFast.js';
import { serializeError } from './serializeError.js';

const { chindingsSym } = pino.symbols;

/** Takes a finished line, with its level (pino's number) and message. */
export type WriteLine = (line: string, level: number, message: string) => void;

/** A pino logger whose lines carry the active trace's ids and whose secrets are redacted. */
export function createLogger(write: WriteLine, level: Level = levelFromEnvironment()): Logger {
  const logger = pino(
    {
      level,
      // No pid and hostname: the resource has them, and pino-loki would make the hostname a label.
      base: null,
      // Where pino takes ready JSON: a mixin would be merged and written field by field.
      timestamp: lineHead,
      serializers: { err: (error) => serializeError(error), error: (error) => serializeError(error) },
      redact: { paths: [...TOP_LEVEL_REDACTION], censor: CENSORED },
      hooks: { logMethod: logHarmlessly },
    },
    new LineStream(write),
  );
  redactFast(logger);
  childHarmlessly(logger);
  return logger;
}

const METADATA: unique symbol = Symbol.for('pino.metadata');
const FIELDS = CORRELATED.map((name) => `"${name}":`);

/** pino's destination; by the symbol pino tells what a line is before it writes it. */
class LineStream {
  readonly [METADATA] = true;
  lastLevel = 0;
  lastMsg: unknown;
  lastObj: object = {};
  lastLogger: { [chindingsSym]?: string } = {};

  constructor(readonly onLine: WriteLine) {}

  write(line: string): void {
    const mayRepeat = !!this.lastLogger[chindingsSym] || CORRELATED.some((name) => name in this.lastObj);
    const text = mayRepeat && FIELDS.some((field) => hasTwice(line, field)) ? unique(line) : line;
    this.onLine(text, this.lastLevel, typeof this.lastMsg === 'string' ? this.lastMsg : '');
  }
}

function hasTwice(line: string, field: string): boolean {
  const first = line.indexOf(field);
  return first !== -1 && line.indexOf(field, first + 1) !== -1;
}

/** Fields of the call win over the active span's, so that a caller can log on behalf of another trace. */
function unique(line: string): string {
  return `${JSON.stringify(JSON.parse(line))}\n`;
}

/** Lenient: a wrong value is `register`'s to refuse, not an import's during `next build`. */
function levelFromEnvironment(): Level {
  const text = process.env.THROUGHLINE_LOG_LEVEL;
  return LEVELS.find((level) => level === text) ?? 'info';
}
