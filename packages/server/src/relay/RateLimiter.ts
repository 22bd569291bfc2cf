import { RELAY_MAX_CLIENTS } from '@throughline/semconv';

const BURST_SECONDS = 3;

interface Bucket {
  tokens: number;
  /** When `tokens` was right, in milliseconds. */
  at: number;
}

/**
 * Token buckets, one a client and one for all. The table is bounded: the client that was heard of longest ago makes
 * room if it is idle, else the newcomers share one bucket, so that a flood of addresses cannot buy itself fresh ones.
 */
export class RateLimiter {
  readonly #clients = new Map<string, Bucket>();
  readonly #all: Bucket;
  readonly #newcomers: Bucket;

  /** @param clientRate requests per second of one client @param rate requests per second in all */
  constructor(
    readonly clientRate: number,
    readonly rate: number,
    readonly maxClients = RELAY_MAX_CLIENTS,
  ) {
    this.#all = { tokens: burst(rate), at: 0 };
    this.#newcomers = { tokens: burst(clientRate), at: 0 };
  }

  /** Clients in the table. */
  get size(): number {
    return this.#clients.size;
  }

  /** `undefined` when the request may pass; else the seconds to wait, at least 1. */
  take(client: string, nowMillis: number): number | undefined {
    const bucket = this.#bucketOf(client, nowMillis);
    refill(bucket, this.clientRate, nowMillis);
    refill(this.#all, this.rate, nowMillis);
    if (bucket.tokens < 1) return waitSeconds(bucket, this.clientRate);
    if (this.#all.tokens < 1) return waitSeconds(this.#all, this.rate);
    bucket.tokens -= 1;
    this.#all.tokens -= 1;
    return undefined;
  }

  #bucketOf(client: string, nowMillis: number): Bucket {
    const known = this.#clients.get(client);
    if (known) {
      // Back to the end: the table's order is the order of last use.
      this.#clients.delete(client);
      this.#clients.set(client, known);
      return known;
    }
    if (this.#clients.size >= this.maxClients && !this.#forgetIdle(nowMillis)) return this.#newcomers;
    const bucket = { tokens: burst(this.clientRate), at: nowMillis };
    this.#clients.set(client, bucket);
    return bucket;
  }

  /** A bucket that has filled up again says no more than a new one. */
  #forgetIdle(nowMillis: number): boolean {
    const [oldest] = this.#clients;
    const fillMillis = (burst(this.clientRate) / this.clientRate) * 1000;
    if (!oldest || nowMillis - oldest[1].at < fillMillis) return false;
    return this.#clients.delete(oldest[0]);
  }
}

/** At least one request, however low the rate. */
function burst(rate: number): number {
  return Math.max(1, rate * BURST_SECONDS);
}

function refill(bucket: Bucket, rate: number, nowMillis: number): void {
  const seconds = Math.max(0, nowMillis - bucket.at) / 1000;
  bucket.tokens = Math.min(burst(rate), bucket.tokens + seconds * rate);
  bucket.at = nowMillis;
}

function waitSeconds({ tokens }: Bucket, rate: number): number {
  return Math.max(1, Math.ceil((1 - tokens) / rate));
}
