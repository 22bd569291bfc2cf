/**
 * Whether a request may carry `traceparent`: to the own origin always, to another one if the list allows it.
 * A text is a prefix that ends at a path boundary: `https://api.example.com` allows
 * `https://api.example.com/v1`, not `https://api.example.com.evil`.
 */
export function mayCarryTrace(
  { origin, href }: URL,
  list: readonly (string | RegExp)[],
  ownOrigin = location.origin,
): boolean {
  return origin === ownOrigin || list.some((entry) => allows(entry, href));
}

function allows(entry: string | RegExp, href: string): boolean {
  // `search` judges each URL alike: `g` makes `test` remember where it stopped.
  if (typeof entry !== 'string') return href.search(entry) >= 0;
  const prefix = entry.replace(/\/$/, '');
  return href.startsWith(prefix) && /^([/?#]|$)/.test(href.slice(prefix.length));
}
