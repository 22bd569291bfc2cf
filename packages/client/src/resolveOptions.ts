import { type ClientOptions, DEFAULT_OPTIONS, type ResolvedOptions } from './ClientOptions.js';

interface Rule {
  allowed: string;
  accepts: (value: unknown) => boolean;
}

const BOOLEAN: Rule = { allowed: 'true or false', accepts: (value) => typeof value === 'boolean' };

const RULES: Record<Exclude<keyof ResolvedOptions, 'capture'>, Rule> = {
  endpoint: { allowed: "a path or an http(s) URL without a query, as '/api/telemetry'", accepts: isEndpoint },
  propagateTraceTo: {
    allowed: 'an array of absolute http(s) URLs and RegExps',
    accepts: (value) => Array.isArray(value) && value.every(isTarget),
  },
  sampleRatio: { allowed: 'a number from 0 to 1', accepts: (value) => isBetween(value, 0, 1) },
  slowMillis: {
    allowed: 'a number from 0, or Infinity',
    accepts: (value) => isBetween(value, 0, Number.POSITIVE_INFINITY),
  },
  maxBatchAgeMillis: { allowed: 'a number from 0 to 60000', accepts: (value) => isBetween(value, 0, 60_000) },
  consent: BOOLEAN,
  persistSession: BOOLEAN,
  sessionToken: BOOLEAN,
  offline: BOOLEAN,
  debug: BOOLEAN,
  composition: {
    allowed: "'light' or 'standard'",
    accepts: (value) => value === 'light' || value === 'standard',
  },
};

/**
 * Fills in the defaults. A browser must not fail over its telemetry, so a wrong option never throws: its
 * default is used and a sentence that names option, value and what is allowed is handed to `complain`, once
 * for all faults.
 */
export function resolveOptions(options: ClientOptions, complain: (message: string) => void): ResolvedOptions {
  const faults: string[] = [];
  const given: Record<string, unknown> = isRecord(options) ? { ...options } : {};
  if (!isRecord(options)) faults.push(fault('options', options, 'an object', '{}'));

  const resolved: Record<string, unknown> = { ...DEFAULT_OPTIONS };
  const take = (target: Record<string, unknown>, key: string, name: string, value: unknown, rule: Rule) => {
    if (value === undefined) return;
    if (rule.accepts(value)) target[key] = value;
    else faults.push(fault(name, value, rule.allowed, show(target[key])));
  };
  for (const [key, rule] of Object.entries(RULES)) take(resolved, key, key, given[key], rule);

  const capture: Record<string, unknown> = { ...DEFAULT_OPTIONS.capture };
  if (isRecord(given.capture)) {
    for (const [key, value] of Object.entries(given.capture)) {
      if (key in capture) take(capture, key, `capture.${key}`, value, BOOLEAN);
      else faults.push(unknownOption(`capture.${key}`, Object.keys(capture)));
    }
  } else if (given.capture !== undefined) {
    faults.push(fault('capture', given.capture, 'an object of switches', show(capture)));
  }
  for (const key of Object.keys(given)) {
    if (!(key in DEFAULT_OPTIONS)) faults.push(unknownOption(key, Object.keys(DEFAULT_OPTIONS)));
  }

  if (faults.length > 0) complain(`[throughline] init: ${faults.join(' ')}`);
  return {
    ...(resolved as unknown as ResolvedOptions),
    capture: capture as unknown as ResolvedOptions['capture'],
  };
}

function fault(name: string, value: unknown, allowed: string, used: string): string {
  return `option ${name} is ${show(value)}, allowed is ${allowed}; ${used} is used instead.`;
}

function unknownOption(name: string, known: string[]): string {
  return `option ${name} is not known, allowed are ${known.join(', ')}; it is ignored.`;
}

function show(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 200);
  } catch {
    return typeof value;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBetween(value: unknown, low: number, high: number): boolean {
  return typeof value === 'number' && value >= low && value <= high;
}

function isEndpoint(value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || /[?#\s]/.test(value)) return false;
  return value.startsWith('/') ? !value.startsWith('//') : isHttpUrl(value);
}

function isTarget(value: unknown): boolean {
  return value instanceof RegExp || (typeof value === 'string' && isHttpUrl(value));
}

function isHttpUrl(value: string): boolean {
  return /^https?:\/\/[^/]/i.test(value) && URL.canParse(value);
}
