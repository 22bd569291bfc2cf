import { type KeyValue, type OtlpScope, toKeyValues } from '@throughline/otlp';
import { ATTR_TELEMETRY_SDK_LANGUAGE, SDK_LANGUAGE_BROWSER } from '@throughline/semconv';

/** The relay adds who the service is; the browser only says what kind of SDK speaks. */
const RESOURCE: readonly KeyValue[] = [
  { key: ATTR_TELEMETRY_SDK_LANGUAGE, value: { stringValue: SDK_LANGUAGE_BROWSER } },
  { key: 'telemetry.sdk.name', value: { stringValue: 'opentelemetry' } },
  { key: 'telemetry.distro.name', value: { stringValue: '@throughline/client' } },
];

/** A record that waits, already as JSON text, so that its size is known and leaving the page costs little. */
export interface QueuedRecord {
  readonly json: string;
  readonly bytes: number;
  readonly scope: string;
  /** Of the scope, once a batch. */
  readonly scopeBytes: number;
  /** An error: it goes first when not all can go. */
  readonly urgent: boolean;
}

/** How one signal is written in OTLP/JSON. */
export interface OtlpSignal {
  readonly name: 'traces' | 'logs';
  /** Path below the endpoint. */
  readonly path: string;
  /** `resource…` and `scope…` name the lists around the records. */
  readonly kind: 'Spans' | 'Logs';
  readonly recordList: string;
}

export const TRACES: OtlpSignal = {
  name: 'traces',
  path: '/v1/traces',
  kind: 'Spans',
  recordList: 'spans',
};

export const LOGS: OtlpSignal = {
  name: 'logs',
  path: '/v1/logs',
  kind: 'Logs',
  recordList: 'logRecords',
};

/** Bytes of a request beside its records: resource, one scope and the brackets around them. */
export const ENVELOPE_BYTES = 1024;

/** `{"scope":,"logRecords":[]},` around the records of a scope. */
const SCOPE_BRACKET_BYTES = 32;

const encoder = new TextEncoder();

/** What a JSON text weighs. Most are ASCII, of which the length is known without a copy. */
export function jsonBytes(text: string): number {
  return /[^ -~]/.test(text) ? encoder.encode(text).byteLength : text.length;
}

interface ScopeText {
  scope: string;
  scopeBytes: number;
}

/** Scopes are few: one a tracer and one a page view. */
const scopeTexts = new WeakMap<OtlpScope, ScopeText>();

function scopeText(scope: OtlpScope): ScopeText {
  const known = scopeTexts.get(scope);
  if (known) return known;
  const json = JSON.stringify(scope);
  const text = { scope: json, scopeBytes: jsonBytes(json) + SCOPE_BRACKET_BYTES };
  scopeTexts.set(scope, text);
  return text;
}

/** The text of a record and what it weighs in a request. */
export function queuedRecord(record: object, scope: OtlpScope, urgent: boolean): QueuedRecord {
  const json = JSON.stringify(record);
  // And the comma.
  return { json, bytes: jsonBytes(json) + 1, ...scopeText(scope), urgent };
}

/** A whole OTLP/JSON request. */
export function requestBody(
  signal: OtlpSignal,
  records: readonly QueuedRecord[],
  resource: Readonly<Record<string, unknown>> = {},
): string {
  const byScope = new Map<string, string[]>();
  for (const record of records) {
    const list = byScope.get(record.scope);
    if (list) list.push(record.json);
    else byScope.set(record.scope, [record.json]);
  }
  const scopes = [...byScope].map(
    ([scope, list]) => `{"scope":${scope},"${signal.recordList}":[${list.join(',')}]}`,
  );
  const resourceJson = JSON.stringify({ attributes: [...RESOURCE, ...toKeyValues(resource)] });
  return `{"resource${signal.kind}":[{"resource":${resourceJson},"scope${signal.kind}":[${scopes.join(',')}]}]}`;
}
