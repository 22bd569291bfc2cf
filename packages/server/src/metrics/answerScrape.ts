import { ENV_METRICS_TOKEN } from '@throughline/semconv';
import { Registry } from 'prom-client';
import { warnOnce } from '../delivery/warnOnce.js';
import type { Running } from '../runtime/processState.js';
import type { Scraper } from './MetricsAccess.js';
import { wantsPlainText } from './toPlainText.js';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface ScrapeOptions {
  /** The header `Accept`. */
  accept?: string | null;
  /** Whether loopback may read without a token where none is set. @defaultValue not in production */
  openOnLoopback?: boolean;
}

/** The answer to a scrape: OpenMetrics with exemplars, or why not. Never rejects. */
export async function answerScrape(
  running: Running | undefined,
  scraper: Scraper,
  { accept = null, openOnLoopback }: ScrapeOptions = {},
): Promise<Answer> {
  if (!running) return text(503, 'Metrics are off: register() has not run, or telemetry is disabled.\n');
  const access = running.metricsAccess.check(scraper, openOnLoopback);
  if (access.kind === 'unauthenticated') {
    return text(401, 'A bearer token is needed.\n', { 'www-authenticate': 'Bearer' });
  }
  if (access.kind === 'forbidden') {
    return access.why === 'address'
      ? text(403, 'Not from this address.\n')
      : text(403, `No token is configured: set ${ENV_METRICS_TOKEN} and send it as a bearer token.\n`);
  }
  try {
    const { metricsPage } = running;
    const plain = wantsPlainText(accept);
    return text(200, await metricsPage.render(access.allows, plain), {
      'content-type': plain ? Registry.PROMETHEUS_CONTENT_TYPE : metricsPage.registry.prom.contentType,
      vary: 'accept',
    });
  } catch (error) {
    warnOnce('scrape', `the metrics could not be collected: ${String(error)}`);
    return text(500, 'The metrics could not be collected.\n');
  }
}

function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  };
}
