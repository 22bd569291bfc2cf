import { type AnyValue, fromAnyValue, type KeyValue, SPAN_KIND, STATUS_CODE } from '@throughline/otlp';
import { jsonText } from './jsonText.js';
import type { SpanDetail } from './SpanDetail.js';

/** A tag in Jaeger's form. */
export interface Tag {
  readonly key: string;
  readonly type: 'string' | 'bool' | 'int64' | 'float64' | 'binary';
  readonly value: string | number | boolean;
}

const KINDS: Readonly<Record<number, string>> = {
  [SPAN_KIND.INTERNAL]: 'internal',
  [SPAN_KIND.SERVER]: 'server',
  [SPAN_KIND.CLIENT]: 'client',
  [SPAN_KIND.PRODUCER]: 'producer',
  [SPAN_KIND.CONSUMER]: 'consumer',
};

/** OTLP's span kind as a word; `undefined` for "unspecified" and for numbers that no version knows. */
export function spanKindName(kind: number): string | undefined {
  return KINDS[kind];
}

/** Tags as Jaeger makes them of an OTLP span: its scope, its attributes, then kind, status and trace state. */
export function spanTags(kind: number, status: number, detail: SpanDetail): Tag[] {
  const tags: Tag[] = [];
  const text = (key: string, value: string | undefined) => {
    if (value) tags.push({ key, type: 'string', value });
  };
  text('otel.scope.name', detail.scope);
  text('otel.scope.version', detail.scopeVersion);
  tags.push(...attributeTags(detail.attributes));
  text('span.kind', spanKindName(kind));
  if (status === STATUS_CODE.OK) text('otel.status_code', 'OK');
  if (status === STATUS_CODE.ERROR) {
    text('otel.status_code', 'ERROR');
    tags.push({ key: 'error', type: 'bool', value: true });
  }
  text('otel.status_description', detail.statusMessage);
  text('w3c.tracestate', detail.traceState);
  return tags;
}

export function attributeTags(attributes: readonly KeyValue[]): Tag[] {
  return attributes.map(({ key, value }) => attributeTag(key, value));
}

function attributeTag(key: string, value: AnyValue | undefined): Tag {
  if (value?.stringValue !== undefined) return { key, type: 'string', value: value.stringValue };
  if (value?.boolValue !== undefined) return { key, type: 'bool', value: value.boolValue };
  if (value?.doubleValue !== undefined) return { key, type: 'float64', value: value.doubleValue };
  if (value?.bytesValue !== undefined) return { key, type: 'binary', value: value.bytesValue };
  if (value?.intValue !== undefined) {
    const number = Number(value.intValue);
    // JSON numbers end at 2^53 in a browser; as text nothing is lost.
    return { key, type: 'int64', value: Number.isSafeInteger(number) ? number : String(value.intValue) };
  }
  const other = fromAnyValue(value);
  return { key, type: 'string', value: other === null ? '' : jsonText(other) };
}
