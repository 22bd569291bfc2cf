import { FLAG_SAMPLED, fromKeyValues, type OtlpSpan, SPAN_KIND, STATUS_CODE } from '@throughline/otlp';
import {
  ATTR_ERROR_SOURCE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_NAVIGATION_TYPE,
  ATTR_PAGE_ID,
  ATTR_PAGE_PATH,
  ATTR_URL_PATH,
  ATTR_WEB_VITAL_NAME,
  ATTR_WEB_VITAL_VALUE,
  BROWSER_ERRORS,
  BROWSER_FETCH_FAILURES,
  BROWSER_PAGE_VIEWS,
  BROWSER_PREFETCHES,
  EVENT_EXCEPTION,
  EVENT_NAVIGATION,
  EVENT_WEB_VITAL,
  RELAY_REQUESTS,
} from '@throughline/semconv';
import { type Exemplar, exemplarOf } from '../../metrics/activeExemplar.js';
import type { GuardedCounter, MetricRegistry } from '../../metrics/MetricRegistry.js';
import type { BrowserRecord } from '../cleanLogRecord.js';
import type { DeviceClass } from './deviceClass.js';
import { OncePerPage } from './OncePerPage.js';
import { registerVitals, type VitalHistogram } from './registerVitals.js';
import type { PageRoutes } from './ServedRoutes.js';

const PAGE_ID = /^[0-9a-f]{16}$/;

/** How the client found an error, as a label. What is not on the list is `exception`. */
const ERROR_KINDS: Readonly<Record<string, string>> = {
  unhandledrejection: 'rejection',
  captureError: 'react',
  console: 'console',
  resource: 'resource',
  csp: 'csp',
};

/**
 * The browser's metrics, from the records that the relay takes. What a browser says is hearsay: a route counts only
 * when it is one of the app's, a page is viewed once and has one value a vital, and what is out of range has none.
 */
export class BrowserMetrics {
  readonly #once = new OncePerPage();
  readonly #vitals: ReadonlyMap<unknown, VitalHistogram>;
  readonly #pageViews: GuardedCounter;
  readonly #errors: GuardedCounter;
  readonly #fetchFailures: GuardedCounter;
  readonly #prefetches: GuardedCounter;
  readonly #relayRequests: GuardedCounter;

  /** @param exports whether spans go anywhere: without that an exemplar would lead nowhere */
  constructor(
    registry: MetricRegistry,
    readonly routes: PageRoutes,
    readonly exports: boolean,
  ) {
    this.#vitals = registerVitals(registry);
    this.#pageViews = registry.guardedCounter(BROWSER_PAGE_VIEWS);
    this.#errors = registry.guardedCounter(BROWSER_ERRORS);
    this.#fetchFailures = registry.guardedCounter(BROWSER_FETCH_FAILURES);
    this.#prefetches = registry.guardedCounter(BROWSER_PREFETCHES);
    this.#relayRequests = registry.guardedCounter(RELAY_REQUESTS);
  }

  /** Counts an answer of the relay. */
  countAnswer(signal: 'traces' | 'logs' | 'other', status: number): void {
    this.#relayRequests.inc({ signal, http_response_status_code: status }, 1, null);
  }

  countPrefetches(count: number): void {
    if (count > 0) this.#prefetches.inc({}, count, null);
  }

  observeLogs(records: readonly BrowserRecord[], device: DeviceClass): void {
    for (const record of records) {
      if (record.eventName === EVENT_WEB_VITAL) this.#observeVital(record, device);
      else if (record.eventName === EVENT_NAVIGATION) this.#countPageView(record);
      else if (record.eventName === EVENT_EXCEPTION) this.#countError(record);
    }
  }

  /** Counts the requests without a good answer, by the page that made them. */
  observeSpans(spans: readonly OtlpSpan[]): void {
    for (const span of spans) {
      if (span.kind !== SPAN_KIND.CLIENT) continue;
      const attributes = fromKeyValues(span.attributes);
      const kind = failureKind(Number(attributes[ATTR_HTTP_RESPONSE_STATUS_CODE] ?? 0), span);
      if (kind === undefined || attributes[ATTR_HTTP_REQUEST_METHOD] === undefined) continue;
      const path = attributes[ATTR_PAGE_PATH] ?? attributes[ATTR_URL_PATH];
      this.#fetchFailures.inc({ http_route: this.#route(path), kind }, 1, this.#exemplar(span));
    }
  }

  #observeVital(record: BrowserRecord, device: DeviceClass): void {
    const { attributes } = record;
    const pageId = attributes[ATTR_PAGE_ID];
    const vital = this.#vitals.get(attributes[ATTR_WEB_VITAL_NAME]);
    const value = attributes[ATTR_WEB_VITAL_VALUE];
    if (!vital || typeof value !== 'number' || !(value >= 0 && value <= vital.max)) return;
    if (!isPageId(pageId) || !this.#once.first(pageId, vital.name)) return;
    const labels = { http_route: this.#route(attributes[ATTR_URL_PATH]), device_class: device };
    vital.histogram.observe(labels, value / vital.perUnit, this.#exemplarOfRecord(record));
  }

  #countPageView(record: BrowserRecord): void {
    const pageId = record.attributes[ATTR_PAGE_ID];
    if (!isPageId(pageId) || !this.#once.first(pageId, 'view')) return;
    const kind = record.attributes[ATTR_NAVIGATION_TYPE] === 'load' ? 'load' : 'navigation';
    const http_route = this.#route(record.attributes[ATTR_URL_PATH]);
    this.#pageViews.inc({ http_route, kind }, 1, this.#exemplarOfRecord(record));
  }

  #countError(record: BrowserRecord): void {
    const kind = ERROR_KINDS[String(record.attributes[ATTR_ERROR_SOURCE])] ?? 'exception';
    const http_route = this.#route(record.attributes[ATTR_URL_PATH]);
    this.#errors.inc({ http_route, kind }, 1, this.#exemplarOfRecord(record));
  }

  #route(path: unknown): string {
    return this.routes.match(typeof path === 'string' ? path : '');
  }

  #exemplarOfRecord({ traceId, spanId, sampled }: BrowserRecord): Exemplar | null {
    if (traceId === undefined || spanId === undefined) return null;
    return this.#exemplar({ traceId, spanId, flags: sampled ? FLAG_SAMPLED : 0 });
  }

  #exemplar({ traceId, spanId, flags = 0 }: Pick<OtlpSpan, 'traceId' | 'spanId' | 'flags'>): Exemplar | null {
    return (this.exports && exemplarOf({ traceId, spanId, traceFlags: flags })) || null;
  }
}

function isPageId(value: unknown): value is string {
  return typeof value === 'string' && PAGE_ID.test(value);
}

function failureKind(status: number, span: OtlpSpan): string | undefined {
  if (status >= 500) return '5xx';
  if (status >= 400) return '4xx';
  return status === 0 && span.status?.code === STATUS_CODE.ERROR ? 'network' : undefined;
}
