/**
 * Whether a request comes from a page of this very origin. `Sec-Fetch-Site`, which a page cannot forge, must say so
 * when it is there; `Origin` must name the host that was asked. A request with neither is no browser's.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site !== null && site !== 'same-origin') return false;
  if (origin === null) return site === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const host = headers.get('host');
  const { protocol, host: originHost } = new URL(origin);
  if (host === null || (protocol !== 'http:' && protocol !== 'https:')) return false;
  // `URL` drops the scheme's default port, a `Host` header may carry it.
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === originHost;
}
