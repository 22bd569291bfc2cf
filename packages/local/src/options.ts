import { BACKEND_DEFAULT_PORT } from '@throughline/semconv';
import type { ScrapeTarget } from './scrape/Scraper.js';
import { DEFAULT_STORE_LIMITS, type StoreLimits } from './store/limits.js';

/** Options of {@link startBackend}. */
export interface BackendOptions {
  /** Address to listen on. Beyond loopback anybody who reaches it can read and write. @defaultValue `127.0.0.1` */
  readonly host?: string;
  /** 0 takes a free port. @defaultValue 4318 */
  readonly port?: number;
  /** Directory of the store, made where missing. Absent: everything stays in memory. */
  readonly dataDir?: string;
  /** Pages of metrics to read. @defaultValue none */
  readonly scrapes?: readonly ScrapeTarget[];
  /** What the store may hold. @defaultValue `DEFAULT_STORE_LIMITS` */
  readonly limits?: Partial<StoreLimits>;
  /** Directory of the viewer's built files. @defaultValue those of `@throughline/viewer` */
  readonly viewerDir?: string;
  /** Is told, in a sentence, of faults that nobody's request is answered with. @defaultValue `process.emitWarning` */
  readonly onNotice?: (text: string) => void;
}

export interface ResolvedOptions {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string | undefined;
  readonly scrapes: readonly ScrapeTarget[];
  readonly limits: StoreLimits;
  readonly viewerDir: string | undefined;
}

/** Fills in defaults. @throws TypeError naming the option, its value and what is allowed. */
export function resolveOptions(options: BackendOptions): ResolvedOptions {
  const { host = '127.0.0.1', port = BACKEND_DEFAULT_PORT, dataDir, scrapes = [], viewerDir } = options;
  check('host', host, host !== '', 'a host name or address');
  check(
    'port',
    port,
    Number.isInteger(port) && port >= 0 && port <= 65_535,
    'a whole number from 0 to 65535',
  );
  check('dataDir', dataDir, dataDir !== '', 'a path, or leave it out');
  const limits = { ...DEFAULT_STORE_LIMITS, ...options.limits };
  for (const [name, value] of Object.entries(limits)) {
    check(`limits.${name}`, value, Number.isSafeInteger(value) && value > 0, 'a whole number above 0');
  }
  for (const target of scrapes) checkScrape(target);
  return { host, port, dataDir, scrapes, limits, viewerDir };
}

/** @throws TypeError naming the option, its value and what is allowed. */
export function checkScrape({ url, intervalMillis, bearerToken }: ScrapeTarget): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const secret = parsed !== undefined && (parsed.username !== '' || parsed.password !== '');
  check('scrapes.url', secret ? '(hidden)' : url, !secret, 'no user name or password: use bearerToken');
  const isHttp = parsed?.protocol === 'http:' || parsed?.protocol === 'https:';
  check('scrapes.url', url, isHttp, 'an http: or https: URL');
  const interval = intervalMillis ?? 1000;
  const allowed = Number.isInteger(interval) && interval >= 100 && interval <= 3_600_000;
  check('scrapes.intervalMillis', interval, allowed, 'a whole number from 100 to 3600000');
  // The value is a secret: it is not said.
  const sendable = bearerToken === undefined || /^[\x21-\x7e]+$/.test(bearerToken);
  check('scrapes.bearerToken', '(hidden)', sendable, 'visible ASCII characters');
}

function check(option: string, value: unknown, valid: boolean, allowed: string): void {
  if (!valid) throw new TypeError(`option ${option} is ${JSON.stringify(value)}: expected ${allowed}`);
}
