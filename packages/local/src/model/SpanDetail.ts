import type { KeyValue, OtlpEvent, OtlpLink } from '@throughline/otlp';

/** The parts of a span that no query filters by: stored as JSON, in OTLP's form, so that nothing of a value's type is lost. */
export interface SpanDetail {
  readonly attributes: readonly KeyValue[];
  readonly events: readonly (OtlpEvent & { attributes: KeyValue[] })[];
  readonly links: readonly (OtlpLink & { attributes: KeyValue[] })[];
  readonly scope: string;
  readonly scopeVersion: string;
  readonly statusMessage: string;
  readonly traceState: string;
}

/** Reads what `ingest` wrote. */
export function parseSpanDetail(json: string): SpanDetail {
  return JSON.parse(json) as SpanDetail;
}
