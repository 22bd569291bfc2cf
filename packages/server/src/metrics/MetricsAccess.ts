import { BlockList, isIP } from 'node:net';
import { isAuthorised } from './isAuthorised.js';

/** A bearer token and what it may read. */
export interface MetricsToken {
  token: string;
  /** Names of metrics, `*` for any part: `['http_*', 'orders_total']`. @defaultValue all */
  allow?: readonly string[];
}

export interface MetricsAccessOptions {
  readonly tokens: readonly MetricsToken[];
  /** Address ranges that may ask, `10.0.0.0/8`. Empty: all. */
  readonly cidrs: readonly string[];
  readonly production: boolean;
}

/** Who asks. */
export interface Scraper {
  readonly authorization: string | null;
  /** Of the connection. `undefined` when it is not known: then no range matches, and it is not loopback. */
  readonly address: string | undefined;
}

export type Access =
  | { kind: 'granted'; allows: (name: string) => boolean }
  | { kind: 'unauthenticated' }
  | { kind: 'forbidden'; why: 'address' | 'no token' };

/**
 * Who may read which metrics. Without tokens only loopback may, and nobody in production: what a page tells (routes,
 * error rates, versions) is not for the public.
 */
export class MetricsAccess {
  readonly #ranges: BlockList | undefined;
  readonly #tokens: readonly { token: string; allows: (name: string) => boolean }[];

  constructor(readonly options: MetricsAccessOptions) {
    this.#ranges = options.cidrs.length === 0 ? undefined : toBlockList(options.cidrs);
    this.#tokens = options.tokens.map(({ token, allow }) => ({ token, allows: toPredicate(allow) }));
  }

  check({ authorization, address }: Scraper, openOnLoopback = !this.options.production): Access {
    if (this.#ranges && !isWithin(this.#ranges, address)) return { kind: 'forbidden', why: 'address' };
    if (this.#tokens.length === 0) {
      const open = openOnLoopback && isLoopback(address);
      return open ? { kind: 'granted', allows: () => true } : { kind: 'forbidden', why: 'no token' };
    }
    // Every token is compared, so that the time tells nothing about which one was near.
    const granted = this.#tokens.filter(({ token }) => isAuthorised(authorization, token));
    if (granted.length === 0) return { kind: 'unauthenticated' };
    return { kind: 'granted', allows: (name) => granted.some(({ allows }) => allows(name)) };
  }
}

/** Whether a text is an address range that `MetricsAccess` takes. */
export function isCidr(text: string): boolean {
  const [address = '', prefix, rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest !== undefined) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

function toBlockList(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', prefix] = cidr.split('/');
    const v4 = isIP(address) === 4;
    list.addSubnet(address, prefix === undefined ? (v4 ? 32 : 128) : Number(prefix), v4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function isWithin(ranges: BlockList, address: string | undefined): boolean {
  const plain = plainAddress(address);
  const family = isIP(plain);
  return family !== 0 && ranges.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

function isLoopback(address: string | undefined): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || /^127\./.test(plain);
}

/** An IPv4 address on a dual-stack socket reads `::ffff:127.0.0.1`. */
function plainAddress(address: string | undefined): string {
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? '';
}

function toPredicate(allow: readonly string[] | undefined): (name: string) => boolean {
  if (!allow) return () => true;
  const patterns = allow.map((pattern) => new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`));
  return (name) => patterns.some((pattern) => pattern.test(name));
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
}
