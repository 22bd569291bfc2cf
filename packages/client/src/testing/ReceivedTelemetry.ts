import {
  type AttributeMap,
  type ExportLogsServiceRequest,
  type ExportTraceServiceRequest,
  fromAnyValue,
  fromKeyValues,
  type OtlpLogRecord,
  type OtlpSpan,
} from '@throughline/otlp';

/** A span as the relay got it, with its attributes as a map. */
export interface ReceivedSpan extends Omit<OtlpSpan, 'attributes'> {
  attributes: AttributeMap;
  resource: AttributeMap;
  /** Name of the instrumentation scope. */
  scope: string | undefined;
}

/** A log record as the relay got it, with its attributes as a map. */
export interface ReceivedLog extends Omit<OtlpLogRecord, 'attributes' | 'body'> {
  attributes: AttributeMap;
  resource: AttributeMap;
  message: string;
}

export function receivedSpans(body: string): ReceivedSpan[] {
  const { resourceSpans = [] } = JSON.parse(body) as ExportTraceServiceRequest;
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) =>
    scopeSpans.flatMap(({ scope, spans = [] }) =>
      spans.map((span) => ({
        ...span,
        attributes: fromKeyValues(span.attributes),
        resource: fromKeyValues(resource?.attributes),
        scope: scope?.name,
      })),
    ),
  );
}

export function receivedLogs(body: string): ReceivedLog[] {
  const { resourceLogs = [] } = JSON.parse(body) as ExportLogsServiceRequest;
  return resourceLogs.flatMap(({ resource, scopeLogs = [] }) =>
    scopeLogs.flatMap(({ scope, logRecords = [] }) =>
      logRecords.map(({ body: text, ...record }) => ({
        ...record,
        // As the relay does: what all lines of a page have in common is in the scope.
        attributes: fromKeyValues([...(scope?.attributes ?? []), ...(record.attributes ?? [])]),
        resource: fromKeyValues(resource?.attributes),
        message: String(fromAnyValue(text)),
      })),
    ),
  );
}
