/** What stands in for a removed value, as OpenTelemetry's conventions for `url.full` write it. */
const REDACTED = 'REDACTED';
/** A query entry without `=` may be a token as a whole: only what looks like a short name is kept. */
const PLAIN_NAME = /^[\w.[\]-]{1,32}$/;
const MAX_ENTRIES = 32;

/**
 * A URL that is safe to send: user, password and fragment are removed, query values replaced, query names
 * kept. Relative URLs are resolved against `base`. What cannot be read as a URL loses all behind `?` or `#`.
 */
export function redactUrl(url: string, base?: string): string {
  try {
    const parsed = new URL(url, base);
    parsed.username = '';
    parsed.password = '';
    parsed.hash = '';
    parsed.search = redactQuery(parsed.search);
    return parsed.href;
  } catch {
    return url.split(/[?#]/, 1)[0] ?? '';
  }
}

/** A query, with or without its `?`, with every value replaced and every name kept. */
export function redactQuery(query: string): string {
  const entries = query.replace(/^\?/, '').split('&').filter(Boolean).slice(0, MAX_ENTRIES);
  if (entries.length === 0) return '';
  const mark = query.startsWith('?') ? '?' : '';
  return mark + entries.map(redactEntry).join('&');
}

function redactEntry(entry: string): string {
  const equals = entry.indexOf('=');
  if (equals < 0) return PLAIN_NAME.test(entry) ? entry : REDACTED;
  return `${entry.slice(0, equals).slice(0, 64)}=${REDACTED}`;
}
