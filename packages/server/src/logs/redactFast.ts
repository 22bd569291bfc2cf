import { type Logger, pino } from 'pino';
import { censor, SECRET_NAMES } from './censor.js';

/** pino's `redact` option for the names at the top of a line: it looks them up by name, which costs nothing. */
export const TOP_LEVEL_REDACTION: readonly string[] = SECRET_NAMES.map((name) => `["${name}"]`);

type Stringify = (value: unknown, whenCircular?: (value: unknown) => string) => unknown;

/**
 * Redacts what is below the top of a line. By pino's own wildcards (`*.password`) every value of every line would pass
 * a general redactor: five times the cost of the rest of the line. In its place comes a function that looks at the
 * names; pino exports the symbols for this. Children inherit it.
 */
export function redactFast(logger: Logger): void {
  const { formatOptsSym, stringifiersSym, wildcardFirstSym } = pino.symbols;
  const slots = logger as unknown as Record<symbol, Record<string | symbol, Stringify> | undefined>;
  const stringifiers = slots[stringifiersSym];
  if (stringifiers) stringifiers[wildcardFirstSym] = stringifyCensored;
  // Objects in the message: `%o`.
  slots[formatOptsSym] = { stringify: stringifyCensored };
}

function stringifyCensored(value: unknown, whenCircular?: (value: unknown) => string): unknown {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'symbol') return JSON.stringify(String(value));
  if (typeof value !== 'object' || value === null) return value;
  try {
    return JSON.stringify(censor(value));
  } catch {
    return whenCircular?.(censor(value)) ?? '"[unable to serialize]"';
  }
}
