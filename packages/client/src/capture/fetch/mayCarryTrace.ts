/**
 * Whether a request may carry `traceparent`: to the own origin always, to another one if the list allows it.
 * A text is a prefix that ends at a path boundary: `https://api.example.com` allows
 * `https://api.example.com/v1`, not `https://api.example.com.evil`.
 */
export function mayCarryTrace({ origin, href }: URL, list: readonly (string | RegExp)[]): boolean {
  return (
    origin === location.origin ||
    list.some((entry) =>
      typeof entry === 'string'
        ? // Both end in a slash: what only begins alike differs there.
          `${href.replace(/[?#].*/, '')}/`.startsWith(entry.replace(/\/?$/, '/'))
        : // `search` judges each URL alike: `g` makes `test` remember where it stopped.
          href.search(entry) >= 0,
    )
  );
}
