import {
  context,
  defaultTextMapSetter,
  isSpanContextValid,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { isTracingSuppressed, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
} from '@throughline/semconv';
import { type Exemplar, exemplarOf } from '../metrics/activeExemplar.js';
import { errorMessage, errorType } from '../tracing/recordError.js';
import { ownTracer } from '../tracing/tracer.js';
import { type HostPattern, hostMatcher } from './hostMatcher.js';

export interface OutboundOptions {
  /** Hosts that get `traceparent`. Absent: all. */
  readonly propagateTraceTo: readonly HostPattern[] | undefined;
  /** Hosts that get `baggage`. */
  readonly propagateBaggageTo: readonly HostPattern[];
  /** What is told of an exchange that is through. */
  readonly observe: (call: OutboundCall, exemplar: Exemplar | null) => void;
}

/** An outbound exchange that is through. */
export interface OutboundCall {
  readonly method: string;
  readonly host: string;
  readonly status: number | undefined;
  readonly errorType: string | undefined;
  readonly durationSeconds: number;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Begins exchanges: what every HTTP client library of the process has in common. */
export class Outbound {
  readonly #mayTrace: (url: URL) => boolean;
  readonly #mayBaggage: (url: URL) => boolean;
  readonly #trace = new W3CTraceContextPropagator();
  readonly #baggage = new W3CBaggagePropagator();

  constructor(readonly options: OutboundOptions) {
    this.#mayTrace = options.propagateTraceTo ? hostMatcher(options.propagateTraceTo) : () => true;
    this.#mayBaggage = hostMatcher(options.propagateBaggageTo);
  }

  /** Starts the CLIENT span and gives the headers to send. `undefined` inside telemetry's own work. */
  begin(method: string, url: URL): { exchange: Exchange; headers: Record<string, string> } | undefined {
    const active = context.active();
    if (isTracingSuppressed(active)) return undefined;
    const span = ownTracer().startSpan(`${method} ${url.host}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        [ATTR_HTTP_REQUEST_METHOD]: method,
        // Without the query: its values may be secret.
        [ATTR_URL_FULL]: `${url.origin}${url.pathname}`,
        [ATTR_SERVER_ADDRESS]: url.hostname,
        [ATTR_SERVER_PORT]: Number(url.port) || DEFAULT_PORTS[url.protocol] || 0,
      },
    });
    const headers: Record<string, string> = {};
    const inside = trace.setSpan(active, span);
    if (this.#mayTrace(url)) this.#trace.inject(inside, headers, defaultTextMapSetter);
    if (this.#mayBaggage(url)) this.#baggage.inject(inside, headers, defaultTextMapSetter);
    return { exchange: new Exchange(span, method, url.hostname, this.options.observe), headers };
  }
}

/** One exchange, from the request to the last byte of the answer or the failure. Ends once. */
export class Exchange {
  readonly #startedMillis = performance.now();
  #status: number | undefined;
  #ended = false;

  constructor(
    readonly span: Span,
    readonly method: string,
    readonly host: string,
    readonly observe: OutboundOptions['observe'],
  ) {}

  answered(status: number): void {
    if (this.#ended) return;
    this.#status = status;
    this.span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    if (status >= 400) this.span.setAttribute(ATTR_ERROR_TYPE, String(status));
    // A 4xx is an answer that the caller can act on; docs/adr/0006-client-errors.md says why it is no failure here.
    if (status >= 500) this.span.setStatus({ code: SpanStatusCode.ERROR });
  }

  failed(error: unknown): void {
    if (this.#ended) return;
    this.span.setAttribute(ATTR_ERROR_TYPE, errorType(error));
    this.span.setStatus({ code: SpanStatusCode.ERROR, message: errorMessage(error) });
    this.#end(errorType(error));
  }

  done(): void {
    if (!this.#ended) this.#end(undefined);
  }

  #end(failure: string | undefined): void {
    this.#ended = true;
    this.span.end();
    const spanContext = this.span.spanContext();
    this.observe(
      {
        method: this.method,
        host: this.host,
        status: this.#status,
        errorType: failure,
        durationSeconds: (performance.now() - this.#startedMillis) / 1000,
      },
      (isSpanContextValid(spanContext) && exemplarOf(spanContext)) || null,
    );
  }
}
