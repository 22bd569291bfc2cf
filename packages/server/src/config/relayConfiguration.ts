import {
  ENV_RELAY_CLIENT_RATE,
  ENV_RELAY_ORIGINS,
  ENV_RELAY_RATE,
  ENV_RELAY_SECRET,
  ENV_TRUSTED_PROXIES,
  RELAY_DEFAULT_CLIENT_RATE,
  RELAY_DEFAULT_RATE,
} from '@throughline/semconv';
import { ConfigurationError } from './ConfigurationError.js';
import { type Environment, readSetting, type Setting, toNumber } from './readSetting.js';

/** Options of the relay. */
export interface RelayOptions {
  /** Origins whose pages may send beside the app's own: `https://shop.example`. Env `THROUGHLINE_RELAY_ORIGINS`. */
  relayOrigins?: readonly string[];
  /** Requests per second that one client may send. Env `THROUGHLINE_RELAY_CLIENT_RATE`. @defaultValue 20 */
  relayClientRate?: number;
  /** Requests per second that all clients together may send. Env `THROUGHLINE_RELAY_RATE`. @defaultValue 1000 */
  relayRate?: number;
  /**
   * Secret of at least 32 characters: the relay then takes records only from pages that fetched a session token
   * (`init({ sessionToken: true })`). All instances need the same; several with a comma between: the first one signs.
   * Env `THROUGHLINE_RELAY_SECRET`. @defaultValue none: no token is asked for
   */
  relaySecret?: string;
  /**
   * Proxies before the app that add to `X-Forwarded-For` and set `X-Forwarded-Host`. Env `THROUGHLINE_TRUSTED_PROXIES`.
   * @defaultValue 0, which believes neither header
   */
  trustedProxies?: number;
}

/** The relay's options after defaults and checks. */
export interface RelayConfiguration {
  readonly origins: ReadonlySet<string>;
  readonly clientRate: number;
  readonly rate: number;
  readonly trustedProxies: number;
  /** Empty: no session token is asked for. */
  readonly secrets: readonly string[];
}

const MAX_RATE = 1_000_000;
const MAX_PROXIES = 10;
const MIN_SECRET_LENGTH = 32;

/** @throws ConfigurationError for a wrong value */
export function relayConfiguration(options: RelayOptions, env: Environment): RelayConfiguration {
  const origins = readSetting('relayOrigins', options.relayOrigins?.join(','), env, ENV_RELAY_ORIGINS);
  const clientRate = readSetting('relayClientRate', options.relayClientRate, env, ENV_RELAY_CLIENT_RATE);
  const rate = readSetting('relayRate', options.relayRate, env, ENV_RELAY_RATE);
  const proxies = readSetting('trustedProxies', options.trustedProxies, env, ENV_TRUSTED_PROXIES);
  return {
    origins: new Set((origins?.value.split(',') ?? []).flatMap((text) => toOrigin(text.trim()))),
    clientRate: clientRate ? toNumber(clientRate, 0.1, MAX_RATE) : RELAY_DEFAULT_CLIENT_RATE,
    rate: rate ? toNumber(rate, 1, MAX_RATE) : RELAY_DEFAULT_RATE,
    secrets: toSecrets(readSetting('relaySecret', options.relaySecret, env, ENV_RELAY_SECRET)),
    trustedProxies: proxies ? Math.trunc(toNumber(proxies, 0, MAX_PROXIES)) : 0,
  };
}

function toOrigin(text: string): string[] {
  if (text === '') return [];
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // `*` would let every page of the web write into the logs.
  if (url?.origin !== text.toLowerCase() || url.origin === 'null') {
    throw new ConfigurationError(ENV_RELAY_ORIGINS, text, 'a list of origins such as https://shop.example');
  }
  return [url.origin];
}

function toSecrets(setting: Setting<string> | undefined): string[] {
  const secrets = setting?.value.split(',').map((secret) => secret.trim()) ?? [];
  if (secrets.some(({ length }) => length < MIN_SECRET_LENGTH)) {
    const allowed = `one or more secrets of at least ${MIN_SECRET_LENGTH} characters, comma between`;
    throw new ConfigurationError(setting?.name ?? ENV_RELAY_SECRET, undefined, allowed);
  }
  return secrets;
}
