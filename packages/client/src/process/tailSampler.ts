import type { SpanContext } from '@opentelemetry/api';
import {
  ATTR_ERROR_SOURCE,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SAMPLING_KEPT_FOR,
  KEPT_FOR_ERROR,
  KEPT_FOR_SLOW,
} from '@throughline/semconv';
import type { Client } from '../Client.js';
import type { LogEntry } from './LogEntry.js';
import type { SpanDraft } from './SpanDraft.js';

/** Spans of undecided traces; each trace counts as one more. */
const MAX_WAITING = 400;
/** What ends this long after its trace's root is not waited for, unless it is the page's. */
const LATE_MILLIS = 30_000;

/** Sources of errors that nobody caught. The others fail no trace. */
const UNCAUGHT = /^(error|unhandledrejection|captureError)$/;

interface Waiting {
  spans: SpanDraft[];
  keptFor?: string | undefined;
  rootEndedAt?: number;
}

/** Holds back the spans of traces that are not sampled until one of them is kept. */
export interface TailSampler {
  span(draft: SpanDraft): void;
  /** An uncaught error keeps its trace. */
  log(entry: LogEntry): void;
  clear(): void;
}

/**
 * Passes the spans of sampled traces on. Those of others wait in the page: a trace with a failed span or an uncaught error,
 * or of a page view that took `slowMillis`, is passed on with all that it has, as sampled, the reason on its root; else it
 * is forgotten some time after its end, the page's own when the next page view has begun. A request that was answered with
 * 4xx is passed on alone: the server counts it.
 *
 * @param evicted takes the number of spans that had to go, the oldest trace first, before their trace was decided
 */
export function createTailSampler(
  client: Client,
  slowMillis: number,
  pass: (draft: SpanDraft) => void,
  evicted: (spans: number) => void,
): TailSampler {
  const traces = new Map<string, Waiting>();
  let size = 0;

  function judge({ traceId }: SpanContext, reason: string | undefined, ended?: SpanDraft): void {
    const trace: Waiting = traces.get(traceId) ?? { spans: [] };
    if (!traces.has(traceId)) size++;
    traces.set(traceId, trace);
    if (ended) {
      size++;
      trace.spans.push(ended);
      if (isRoot(ended)) trace.rootEndedAt = performance.now();
    }
    trace.keptFor ??= reason;
    for (const draft of trace.keptFor ? trace.spans.splice(0) : []) {
      size--;
      if (isRoot(draft)) draft.attributes[ATTR_SAMPLING_KEPT_FOR] = trace.keptFor;
      draft.context.traceFlags |= 1;
      pass(draft);
    }
    forgetSome();
  }

  function forgetSome(): void {
    const pageTrace = client.page.span?.spanContext().traceId;
    for (const [id, { spans, rootEndedAt = Number.POSITIVE_INFINITY }] of traces) {
      const isDecided = id !== pageTrace && performance.now() - rootEndedAt > LATE_MILLIS;
      if (!isDecided && size <= MAX_WAITING) continue;
      if (!isDecided) evicted(spans.length);
      size -= spans.length + 1;
      traces.delete(id);
    }
  }

  return {
    span(draft) {
      const { context, status, attributes, startMillis, endMillis } = draft;
      const failed = status.code === 2;
      const answered = Number(attributes[ATTR_HTTP_RESPONSE_STATUS_CODE]) > 399;
      if (context.traceFlags || (answered && !failed)) return pass(draft);
      const slow = isPageView(draft) && endMillis - startMillis >= slowMillis;
      judge(context, failed ? KEPT_FOR_ERROR : slow ? KEPT_FOR_SLOW : undefined, draft);
    },
    log({ ofSpan, attributes }) {
      const uncaught = UNCAUGHT.test(String(attributes[ATTR_ERROR_SOURCE]));
      if (ofSpan && !ofSpan.traceFlags && uncaught) judge(ofSpan, KEPT_FOR_ERROR);
    },
    clear() {
      traces.clear();
      size = 0;
    },
  };
}

function isPageView({ page, context }: SpanDraft): boolean {
  return page.span?.spanContext() === context;
}

/** The first span of the trace in this page: a server's may be above that of a page load. */
function isRoot(draft: SpanDraft): boolean {
  return !draft.parentSpanId || (draft.page.type === 'load' && isPageView(draft));
}
