/** How much a span may hold, as OpenTelemetry's SDKs take it from the environment. */
export interface SpanLimits {
  readonly attributeCount: number;
  /** UTF-16 code units. */
  readonly attributeLength: number;
  readonly eventCount: number;
  readonly linkCount: number;
  readonly attributesPerEvent: number;
  readonly attributesPerLink: number;
}

const DEFAULT_COUNT = 128;

/** The limits that `OTEL_SPAN_*_LIMIT` and `OTEL_ATTRIBUTE_*_LIMIT` set; 128 of each, and no limit on lengths. */
export function readSpanLimits(env: Readonly<Record<string, string | undefined>> = process.env): SpanLimits {
  const first = (fallback: number, ...names: string[]) => {
    for (const name of names) {
      const number = Number(env[name]?.trim() || Number.NaN);
      if (number >= 0) return number;
    }
    return fallback;
  };
  return {
    attributeCount: first(DEFAULT_COUNT, 'OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', 'OTEL_ATTRIBUTE_COUNT_LIMIT'),
    attributeLength: first(
      Number.POSITIVE_INFINITY,
      'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT',
      'OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT',
    ),
    eventCount: first(DEFAULT_COUNT, 'OTEL_SPAN_EVENT_COUNT_LIMIT'),
    linkCount: first(DEFAULT_COUNT, 'OTEL_SPAN_LINK_COUNT_LIMIT'),
    attributesPerEvent: first(DEFAULT_COUNT, 'OTEL_SPAN_ATTRIBUTE_PER_EVENT_COUNT_LIMIT'),
    attributesPerLink: first(DEFAULT_COUNT, 'OTEL_SPAN_ATTRIBUTE_PER_LINK_COUNT_LIMIT'),
  };
}
