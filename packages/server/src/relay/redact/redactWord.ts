import { isSecretName } from './isSecretName.js';
import { looksSecret } from './looksSecret.js';

export const REDACTED = '[redacted]';
const SEPARATOR = /[=:]/;
const NAME_AT_END = /[\w.-]{1,64}$/;

/** Redacts what is secret in one word of a text: query values, `user:password@`, `name=value` of a secret name, keys. */
export function redactWord(word: string): string {
  const query = word.indexOf('?');
  const address = query === -1 ? word : word.slice(0, query);
  const rest = query === -1 ? '' : word.slice(query);
  return redactPairs(redactUserInfo(address)) + redactQuery(rest);
}

/** `?a=1&b#c` becomes `?a=[redacted]&b#c`: which parameters there were says enough. */
function redactQuery(query: string): string {
  if (query === '') return '';
  const hash = query.indexOf('#');
  const end = hash === -1 ? query.length : hash;
  const pairs = query.slice(1, end).split('&').map(redactValue);
  return `?${pairs.join('&')}${hash === -1 ? '' : redactPairs(query.slice(hash))}`;
}

function redactValue(pair: string): string {
  const at = pair.indexOf('=');
  return at === -1 || at === pair.length - 1 ? pair : `${pair.slice(0, at + 1)}${REDACTED}`;
}

function redactUserInfo(word: string): string {
  const scheme = word.indexOf('://');
  if (scheme === -1) return word;
  const start = scheme + 3;
  const slash = word.indexOf('/', start);
  const at = word.slice(0, slash === -1 ? word.length : slash).lastIndexOf('@');
  return at < start ? word : `${word.slice(0, start)}${REDACTED}${word.slice(at)}`;
}

function redactPairs(text: string): string {
  return text.includes('&') ? text.split('&').map(redactPair).join('&') : redactPair(text);
}

function redactPair(pair: string): string {
  if (looksSecret(pair)) return REDACTED;
  const at = pair.search(SEPARATOR);
  if (at === -1 || at === pair.length - 1) return pair;
  const name = NAME_AT_END.exec(pair.slice(Math.max(0, at - 64), at))?.[0] ?? '';
  const value = pair.slice(at + 1);
  return isSecretName(name) || looksSecret(value) ? `${pair.slice(0, at + 1)}${REDACTED}` : pair;
}
