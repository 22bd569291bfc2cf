import { ConfigurationError } from './ConfigurationError.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A value and where it came from, for messages. */
export interface Setting<T> {
  value: T;
  name: string;
}

/** Code, then environment. An empty environment variable counts as unset (OpenTelemetry's rule). */
export function readSetting<T>(
  option: string,
  value: T | undefined,
  env: Environment,
  variable: string,
): Setting<T | string> | undefined {
  if (value !== undefined) return { value, name: option };
  const text = env[variable]?.trim();
  return text ? { value: text, name: variable } : undefined;
}

export function oneOf<T extends string>(setting: Setting<string>, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === setting.value);
  if (found === undefined) {
    throw new ConfigurationError(setting.name, String(setting.value), `one of ${allowed.join(', ')}`);
  }
  return found;
}

export function toNumber(setting: Setting<string | number>, min: number, max: number): number {
  const number = typeof setting.value === 'number' ? setting.value : Number(setting.value);
  if (!(number >= min && number <= max)) {
    throw new ConfigurationError(setting.name, String(setting.value), `a number from ${min} to ${max}`);
  }
  return number;
}

export function toBoolean(setting: Setting<string | boolean>): boolean {
  if (typeof setting.value === 'boolean') return setting.value;
  const text = setting.value.toLowerCase();
  if (text !== 'true' && text !== 'false') {
    throw new ConfigurationError(setting.name, setting.value, 'true or false');
  }
  return text === 'true';
}

/** An absolute `http:` or `https:` URL. The message never shows a password in it. */
export function toHttpUrl(setting: Setting<string>): URL {
  const url = URL.canParse(setting.value) ? new URL(setting.value) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  const shown = String(setting.value).replace(/\/\/[^/@]*@/, '//***@');
  throw new ConfigurationError(setting.name, shown, 'an http:// or https:// URL');
}

/** `key=value,key=value`, both percent-encoded (OpenTelemetry's list format). Values are not shown: they may be secret. */
export function toPairs(setting: Setting<string | Record<string, string>>): Record<string, string> {
  if (typeof setting.value !== 'string') return { ...setting.value };
  const pairs: Record<string, string> = {};
  for (const part of setting.value.split(',')) {
    if (part.trim() === '') continue;
    const at = part.indexOf('=');
    if (at < 1)
      throw new ConfigurationError(setting.name, undefined, 'a list of key=value, comma between them');
    try {
      pairs[decodeURIComponent(part.slice(0, at).trim())] = decodeURIComponent(part.slice(at + 1).trim());
    } catch {
      throw new ConfigurationError(setting.name, undefined, 'percent-encoded where it holds a %');
    }
  }
  return pairs;
}
