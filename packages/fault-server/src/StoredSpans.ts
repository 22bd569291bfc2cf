import { type ExportTraceServiceRequest, fromKeyValues, type OtlpSpan } from '@throughline/otlp';

/** A span and the service that its resource names. */
export interface StoredSpan {
  readonly service: string;
  readonly span: OtlpSpan;
}

/** Spans as a trace store keeps them: one of a trace and span id. */
export class StoredSpans {
  readonly spans: StoredSpan[] = [];
  /** Spans that arrived once more. */
  repeats = 0;
  readonly #known = new Set<string>();

  /** @throws SyntaxError or TypeError for what is no export request */
  static read(body: string): StoredSpan[] {
    const { resourceSpans } = JSON.parse(body) as ExportTraceServiceRequest;
    return (resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
      const service = String(fromKeyValues(resource?.attributes)['service.name']);
      return (scopeSpans ?? []).flatMap(({ spans }) => (spans ?? []).map((span) => ({ service, span })));
    });
  }

  store(spans: readonly StoredSpan[]): void {
    for (const stored of spans) {
      const key = `${stored.span.traceId}/${stored.span.spanId}`;
      if (this.#known.has(key)) this.repeats += 1;
      else {
        this.#known.add(key);
        this.spans.push(stored);
      }
    }
  }
}
