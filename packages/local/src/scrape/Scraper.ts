import type { BackendStatus } from '@throughline/viewer/api';
import type { WorkerClient } from '../worker/WorkerClient.js';
import { fetchPage } from './fetchPage.js';

/** A page of metrics that is read again and again. */
export interface ScrapeTarget {
  /** `http:` or `https:` URL of an OpenMetrics or Prometheus page. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`. Never logged, never part of a status. */
  readonly bearerToken?: string;
  /** @defaultValue 5000 */
  readonly intervalMillis?: number;
}

type ScrapeStatus = BackendStatus['scrapes'][number];

const DEFAULT_INTERVAL_MILLIS = 5000;
/** An app that starts beside the backend is not up at the first scrape: for so long it is asked more often. */
const FIRST_ANSWER_MILLIS = 60_000;
const FIRST_ANSWER_INTERVAL_MILLIS = 500;
/** Longest that a page may take. Longer than a short interval on purpose: a slow page is read late, not never. */
const TIMEOUT_MILLIS = 10_000;
/** Value of the label `job`: as the configuration of the real Prometheus in `infra/` calls the apps that it scrapes. */
const JOB = 'app';

/** Reads pages of metrics into the store, each at its own interval. Failures are kept for the status, never thrown. */
export class Scraper {
  readonly #targets = new Map<string, ScrapeStatus>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #fetches = new Set<AbortController>();
  #closed = false;
  readonly #running = new Set<Promise<void>>();

  constructor(readonly engine: WorkerClient) {}

  /** Starts to scrape at once. A URL that is there already is not added again. */
  add(target: ScrapeTarget): void {
    if (this.#targets.has(target.url)) return;
    const status: ScrapeStatus = { url: redacted(target.url), lastSuccessUnixMs: null, lastError: null };
    this.#targets.set(target.url, status);
    const hurryUntil = performance.now() + FIRST_ANSWER_MILLIS;
    let busy = false;
    const run = () => {
      if (busy) return;
      busy = true;
      const scrape = this.#scrape(target, status).finally(() => {
        busy = false;
        this.#running.delete(scrape);
        const hurry = status.lastSuccessUnixMs === null && performance.now() < hurryUntil && !this.#closed;
        if (hurry) this.#timers.add(setTimeout(run, FIRST_ANSWER_INTERVAL_MILLIS));
      });
      this.#running.add(scrape);
    };
    this.#timers.add(setInterval(run, target.intervalMillis ?? DEFAULT_INTERVAL_MILLIS));
    run();
  }

  status(): ScrapeStatus[] {
    return [...this.#targets.values()].map((status) => ({ ...status }));
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#closed = true;
    for (const controller of this.#fetches) controller.abort();
    await Promise.all(this.#running);
  }

  async #scrape(target: ScrapeTarget, status: ScrapeStatus): Promise<void> {
    const timeMillis = Date.now();
    const labels = [
      ['job', JOB],
      ['instance', new URL(target.url).host],
    ] as const;
    let up = 0;
    try {
      const page = await this.#fetch(target);
      await this.engine.call('ingestScrape', { page, labels, timeMillis });
      status.lastSuccessUnixMs = timeMillis;
      status.lastError = null;
      up = 1;
    } catch (error) {
      if (this.#closed) return;
      status.lastError = reasonOf(error);
    }
    // Prometheus's own series, so that "the app is gone" is a value and not a gap.
    const page = `# TYPE up gauge\nup ${up}\n# EOF\n`;
    await this.engine.call('ingestScrape', { page, labels, timeMillis }).catch(() => undefined);
  }

  async #fetch(target: ScrapeTarget): Promise<string> {
    const controller = new AbortController();
    this.#fetches.add(controller);
    const timer = setTimeout(() => controller.abort(new Error('no answer in time')), TIMEOUT_MILLIS);
    try {
      return await fetchPage(target, controller.signal);
    } finally {
      clearTimeout(timer);
      this.#fetches.delete(controller);
    }
  }
}

/** A query may carry a secret: what is shown of a URL has none. */
function redacted(text: string): string {
  const url = new URL(text);
  url.search = '';
  return url.href;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const { cause } = error;
  // undici says only "fetch failed"; its cause knows why.
  return cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : error.message;
}
