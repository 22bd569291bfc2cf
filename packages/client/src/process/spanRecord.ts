import type { Attributes } from '@opentelemetry/api';
import { type OtlpSpan, SPAN_KIND, toKeyValues } from '@throughline/otlp';
import {
  ATTR_ERROR_TYPE,
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_TYPE,
  ATTR_PAGE_PATH,
  ATTR_SERVER_ADDRESS,
  ATTR_URL_FULL,
  ATTR_URL_PATH,
} from '@throughline/semconv';
import { cleanAttributes, type LogAttributes } from './cleanAttributes.js';
import { cutString } from './cutString.js';
import { exceptionAttributes } from './exceptionAttributes.js';
import { pageAttributes } from './pageAttributes.js';
import type { DraftEvent, SpanDraft } from './SpanDraft.js';
import { unixNanos } from './unixNanos.js';

const MAX_NAME_LENGTH = 256;

/** An ended span as OTLP/JSON: bounded, with URLs redacted and the page that it belongs to. */
export function spanRecord(draft: SpanDraft, identity: Attributes, share: string): OtlpSpan {
  const { traceId, spanId, traceFlags, traceState } = draft.context;
  const { dropped: lost = { attributes: 0, events: 0, links: 0 }, events: ended = [], links = [] } = draft;
  const events = ended.map(withException);
  const failure = events.find((event) => ATTR_EXCEPTION_TYPE in event.attributes)?.attributes;
  const { code } = draft.status;
  const own = { ...draft.attributes, ...requestTarget(draft) };
  if (code === 2 && failure) own[ATTR_ERROR_TYPE] ??= failure[ATTR_EXCEPTION_TYPE];
  const attributes = { ...own, ...pageAttributes(identity, draft.page, own) };
  const { clean, dropped } = cleanAttributes(attributes as LogAttributes);
  const record: OtlpSpan = {
    traceId,
    spanId,
    flags: traceFlags,
    name: cutString(draft.name, MAX_NAME_LENGTH),
    kind: draft.kind,
    startTimeUnixNano: unixNanos(draft.startMillis),
    // The time of day may have been set back meanwhile.
    endTimeUnixNano: unixNanos(Math.max(draft.startMillis, draft.endMillis)),
    attributes: toKeyValues(clean),
  };
  if (draft.parentSpanId) record.parentSpanId = draft.parentSpanId;
  const state = traceState?.serialize() ?? share;
  if (state) record.traceState = state;
  if (events.length > 0) {
    record.events = events.map((event) => ({
      timeUnixNano: unixNanos(event.timeMillis),
      name: cutString(event.name, MAX_NAME_LENGTH),
      attributes: keyValues(event.attributes),
    }));
  }
  if (links.length > 0) {
    record.links = links.map((link) => ({
      traceId: link.context.traceId,
      spanId: link.context.spanId,
      flags: link.context.traceFlags,
      attributes: keyValues(link.attributes ?? {}),
    }));
  }
  const message = draft.status.message ?? (code === 2 ? failure?.[ATTR_EXCEPTION_MESSAGE] : undefined);
  if (code) record.status = message ? { code, message: cutString(String(message)) } : { code };
  const lostAttributes = lost.attributes + dropped;
  if (lostAttributes > 0) record.droppedAttributesCount = lostAttributes;
  if (lost.events > 0) record.droppedEventsCount = lost.events;
  if (lost.links > 0) record.droppedLinksCount = lost.links;
  return record;
}

function withException({ name, timeMillis, attributes, thrown }: DraftEvent) {
  const exception = thrown && exceptionAttributes(thrown.value);
  return { name, timeMillis, attributes: { ...attributes, ...exception } };
}

/** Path and host of a request, which the early part leaves in the URL, and the page that made it. */
function requestTarget({ kind, attributes, page }: SpanDraft): Record<string, unknown> {
  const url = attributes[ATTR_URL_FULL];
  if (kind !== SPAN_KIND.CLIENT || typeof url !== 'string' || !URL.canParse(url)) return {};
  const { pathname, hostname } = new URL(url);
  return { [ATTR_URL_PATH]: pathname, [ATTR_SERVER_ADDRESS]: hostname, [ATTR_PAGE_PATH]: page.path };
}

function keyValues(attributes: Record<string, unknown>) {
  return toKeyValues(cleanAttributes(attributes as LogAttributes).clean);
}
