import { type ExportTraceServiceRequest, fromKeyValues, type OtlpSpan } from '@throughline/otlp';

/** A span on its way, with its attributes as a map. */
export interface Span extends Omit<OtlpSpan, 'attributes'> {
  readonly service: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The spans of an OTLP/JSON request. */
export function readSpans(body: string): Span[] {
  const { resourceSpans = [] } = JSON.parse(body) as ExportTraceServiceRequest;
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const service = fromKeyValues(resource?.attributes)['service.name'];
    return scopeSpans.flatMap(({ spans = [] }) =>
      spans.map((span) => ({ ...span, service, attributes: fromKeyValues(span.attributes) })),
    );
  });
}
