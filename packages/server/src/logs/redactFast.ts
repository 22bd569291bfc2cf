import { type Logger, pino } from 'pino';
import { CENSORED, censor, SECRET_NAMES } from './censor.js';
import { moreSecretNames, plainName } from './moreSecretNames.js';

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

/** Redacts fields of these names too, also in the children that the logger has, and in what browsers send. */
export function redactAlso(logger: Logger, names: readonly string[]): void {
  const slots = logger as unknown as Record<symbol, Record<string | symbol, Stringify> | undefined>;
  const stringifiers = slots[pino.symbols.stringifiersSym];
  for (const name of names) {
    moreSecretNames().add(name).add(plainName(name));
    if (stringifiers) stringifiers[name] = () => JSON.stringify(CENSORED);
  }
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
