import { MAX_ATTRIBUTES } from '@throughline/semconv';
import { cutString } from './cutString.js';
import { redactQuery, redactUrl } from './redactUrl.js';

type Primitive = string | number | boolean;
/** Attribute values that log records and spans take. Anything else is written as text. */
export type LogAttributeValue = Primitive | readonly Primitive[] | null | undefined | object;
export type LogAttributes = Readonly<Record<string, LogAttributeValue>>;

const MAX_KEY_LENGTH = 256;
const MAX_LIST_LENGTH = 64;
/** Names, old and stable, under which instrumentations write URLs. Their query values never leave the page. */
const URL_NAMES = new Set(['url.full', 'url.query', 'http.url', 'http.target']);

/**
 * A bounded copy that holds only what OTLP can carry: at most `MAX_ATTRIBUTES` entries, strings cut, URLs
 * redacted, objects as JSON text. Never throws, whatever it is given.
 */
export function cleanAttributes(attributes: LogAttributes): {
  clean: Record<string, unknown>;
  dropped: number;
} {
  const clean: Record<string, unknown> = {};
  let kept = 0;
  let dropped = 0;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value === undefined || value === null) continue;
    if (kept === MAX_ATTRIBUTES) {
      dropped += 1;
      continue;
    }
    clean[cutString(key, MAX_KEY_LENGTH)] = URL_NAMES.has(key) ? cleanUrl(key, value) : cleanValue(value);
    kept += 1;
  }
  return { clean, dropped };
}

function cleanUrl(key: string, value: unknown): string {
  const text = String(value);
  if (key === 'url.query') return cutString(redactQuery(text));
  if (!text.startsWith('/')) return cutString(redactUrl(text));
  const [path = '', query = ''] = (text.split('#', 1)[0] ?? '').split('?', 2);
  return cutString(query ? `${path}?${redactQuery(query)}` : path);
}

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return cutString(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (Array.isArray(value)) return value.slice(0, MAX_LIST_LENGTH).map(asPrimitive);
  return asPrimitive(value);
}

function asPrimitive(value: unknown): Primitive {
  if (typeof value === 'string') return cutString(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  try {
    if (value instanceof Error) return cutString(`${value.name}: ${value.message}`);
    return cutString(JSON.stringify(value) ?? String(value));
  } catch {
    // A circular structure, or a getter or toJSON of the app's that throws.
    return Object.prototype.toString.call(value);
  }
}
