import { RELAY_MAX_BYTES_IN_FLIGHT } from '@throughline/semconv';
import type { RelayConfiguration } from '../config/relayConfiguration.js';
import type { Ledger } from '../delivery/Ledger.js';
import { BrowserLedger } from './BrowserLedger.js';
import { ByteBudget } from './ByteBudget.js';
import { RateLimiter } from './RateLimiter.js';
import { SessionTokens } from './SessionTokens.js';

/** What the relay keeps between requests. One a process. */
export interface RelayState {
  readonly limiter: RateLimiter;
  readonly bodies: ByteBudget;
  readonly browsers: BrowserLedger;
  readonly tokens: SessionTokens;
}

export function createRelayState(
  { clientRate, rate, secrets }: RelayConfiguration,
  ledger: Ledger,
): RelayState {
  return {
    limiter: new RateLimiter(clientRate, rate),
    bodies: new ByteBudget(RELAY_MAX_BYTES_IN_FLIGHT),
    browsers: new BrowserLedger(ledger),
    tokens: new SessionTokens(secrets),
  };
}
