import { isIPv4, isIPv6 } from 'node:net';
import type { HeaderReader } from './HeaderReader.js';

const UNKNOWN = 'unknown';
const V6_NETWORK_GROUPS = 4;

/**
 * The client of a request, for its rate: the address that the connection comes from, or, behind proxies, the one that
 * the outermost trusted proxy saw. What a client wrote into `X-Forwarded-For` itself is left of that and never read.
 * An IPv6 client is its /64 network: one subscriber has all of it.
 */
export function clientOf(headers: HeaderReader, trustedProxies: number, peer: string | undefined): string {
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const forwarded = trustedProxies > 0 ? chain[chain.length - trustedProxies] : undefined;
  return networkOf(forwarded ?? peer ?? '');
}

function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[|\](:\d+)?$/g, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return UNKNOWN;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  return `${groups.slice(0, V6_NETWORK_GROUPS).join(':')}::/64`;
}
