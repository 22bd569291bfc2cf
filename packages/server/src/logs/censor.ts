import { moreSecretNames } from './moreSecretNames.js';

/** Names of fields that are never logged in the clear. */
export const SECRET_NAMES = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'passwd',
  'secret',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'apiKey',
  'api_key',
  'cardNumber',
  'card_number',
  'cvc',
  'cvv',
] as const;

/** What is written in a secret's place. */
export const CENSORED = '[redacted]';

const NAMES: ReadonlySet<string> = new Set(SECRET_NAMES);
const MORE_NAMES: ReadonlySet<string> = moreSecretNames();
const MAX_DEPTH = 4;

/**
 * The value with the fields of secret names replaced, down to four levels; the value itself when there is none, which
 * is nearly always and costs a look at the names.
 */
export function censor(value: object, depth = 1): object {
  if (ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return depth < MAX_DEPTH ? censorList(value, depth) : value;
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    const json: unknown = value.toJSON();
    return isObject(json) && !('toJSON' in json) ? censor(json, depth) : value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
    const shown =
      NAMES.has(name) || MORE_NAMES.has(name)
        ? CENSORED
        : isObject(inner) && depth < MAX_DEPTH
          ? censor(inner, depth + 1)
          : inner;
    if (shown === inner) continue;
    copy ??= { ...value };
    copy[name] = shown;
  }
  return copy ?? value;
}

function censorList(list: readonly unknown[], depth: number): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, inner] of list.entries()) {
    if (!isObject(inner)) continue;
    const shown = censor(inner, depth + 1);
    if (shown === inner) continue;
    copy ??= [...list];
    copy[index] = shown;
  }
  return copy ?? list;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
