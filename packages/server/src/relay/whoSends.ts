import type { RelayConfiguration } from '../config/relayConfiguration.js';
import type { HeaderReader } from './HeaderReader.js';

/** Who a request says it is from: a page of the app, a page of an origin on the list, or nobody we take from. */
export type Sender = { kind: 'own' } | { kind: 'listed'; origin: string } | { kind: 'stranger' };

/**
 * `Sec-Fetch-Site`, which a page cannot forge, must say same-origin when it is there, and `Origin` must name the host
 * that was asked; or `Origin` must be on the list. A request with neither header is no browser's.
 */
export function whoSends(headers: HeaderReader, configuration: RelayConfiguration): Sender {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (isOwn(origin, site, hostOf(headers, configuration))) return { kind: 'own' };
  return origin !== null && configuration.origins.has(origin)
    ? { kind: 'listed', origin }
    : { kind: 'stranger' };
}

function isOwn(origin: string | null, site: string | null, host: string | null): boolean {
  if (site !== null && site !== 'same-origin') return false;
  if (origin === null) return site === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  if (host === null || (protocol !== 'http:' && protocol !== 'https:')) return false;
  // `URL` drops the scheme's default port, a `Host` header may carry it.
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === originHost;
}

/** The host that the browser asked: what the proxy next to us wrote, if there is one to trust. */
function hostOf(headers: HeaderReader, { trustedProxies }: RelayConfiguration): string | null {
  const forwarded = trustedProxies > 0 ? headers.get('x-forwarded-host') : null;
  return forwarded?.split(',').at(-1)?.trim() || headers.get('host');
}
