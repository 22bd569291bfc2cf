import { type Context, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import {
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SAMPLING_KEPT_FOR,
  KEPT_FOR_ERROR,
  KEPT_FOR_SLOW,
} from '@throughline/semconv';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { currentRequestScope } from '../tracing/RequestScope.js';
import type { SamplingContract } from './SamplingContract.js';

/** The part of an unsampled trace below one local root. */
interface Fragment {
  readonly root: object;
  ended: ReadableSpan[];
  fate: 'open' | 'kept' | 'unsampled';
}

/** On each unsampled span. A property and not a `WeakMap`, which the collector walks at every cycle. */
const FRAGMENT = Symbol('throughline.fragment');
type Fragmented = { [FRAGMENT]?: Fragment };

const DEFAULT_MAX_WAITING_SPANS = 10_000;
const SERVER_ERROR = 500;

/**
 * Passes sampled spans on, and holds the others back until their local root has ended: when that failed or was slow,
 * all of them are passed on as sampled, with the reason on the root; else they are dropped. What waits is bounded: the
 * oldest root loses its spans first, and is still judged by itself at its end.
 */
export class TailProcessor implements SpanProcessor {
  /** Those with spans that wait, oldest first. */
  readonly #waiting = new Set<Fragment>();
  #waitingSpans = 0;

  /** @param ledger of the stage: takes in unsampled spans, delivers kept ones, drops the rest by reason */
  constructor(
    readonly contract: SamplingContract,
    readonly next: readonly SpanProcessor[],
    readonly ledger: LedgerEntry,
    readonly maxWaitingSpans = DEFAULT_MAX_WAITING_SPANS,
  ) {}

  onStart(span: Span, parentContext: Context): void {
    for (const processor of this.next) processor.onStart(span, parentContext);
    if (isSampled(span)) return;
    const fragment = this.#parentFragment(span, parentContext) ?? { root: span, ended: [], fate: 'open' };
    (span as Fragmented)[FRAGMENT] = fragment;
  }

  onEnd(span: ReadableSpan): void {
    if (isSampled(span)) {
      this.#passOn(span);
      return;
    }
    const fragment = (span as Fragmented)[FRAGMENT];
    if (!fragment) return;
    this.ledger.accepted += 1;
    if (fragment.fate !== 'open') this.#settle(fragment, [span]);
    else if (fragment.root === span) this.#decide(fragment, span);
    else this.#hold(fragment, span);
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.next.map((processor) => processor.forceFlush()));
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.next.map((processor) => processor.shutdown()));
  }

  #parentFragment(span: Span, parentContext: Context): Fragment | undefined {
    const parent = trace.getSpan(parentContext);
    const found = (parent as Fragmented | undefined)?.[FRAGMENT];
    if (found) return found;
    // Next replaces the context by the request's headers after a proxy ran: the request's span is the parent.
    const own = currentRequestScope()?.span;
    if (own?.spanContext().traceId !== span.spanContext().traceId) return undefined;
    return (own as Fragmented)[FRAGMENT];
  }

  #decide(fragment: Fragment, root: ReadableSpan): void {
    const reason = this.#reasonToKeep(root);
    // The span has ended, so `setAttribute` would be refused.
    if (reason) root.attributes[ATTR_SAMPLING_KEPT_FOR] = reason;
    fragment.fate = reason ? 'kept' : 'unsampled';
    this.#settle(fragment, [...this.#release(fragment), root]);
  }

  #reasonToKeep({ status, attributes, duration }: ReadableSpan): string | undefined {
    const { contract } = this;
    if (contract.settings.keepFailed) {
      const code = attributes[ATTR_HTTP_RESPONSE_STATUS_CODE];
      const failed =
        status.code === SpanStatusCode.ERROR || (typeof code === 'number' && code >= SERVER_ERROR);
      if (failed) return KEPT_FOR_ERROR;
    }
    const millis = duration[0] * 1e3 + duration[1] / 1e6;
    return millis >= contract.slowMillis(attributes) ? KEPT_FOR_SLOW : undefined;
  }

  #hold(fragment: Fragment, span: ReadableSpan): void {
    if (fragment.ended.push(span) === 1) this.#waiting.add(fragment);
    this.#waitingSpans += 1;
    if (this.#waitingSpans <= this.maxWaitingSpans) return;
    const [oldest] = this.#waiting;
    if (oldest) this.ledger.drop('evicted', this.#release(oldest).length);
  }

  #release(fragment: Fragment): ReadableSpan[] {
    const { ended } = fragment;
    fragment.ended = [];
    this.#waiting.delete(fragment);
    this.#waitingSpans -= ended.length;
    return ended;
  }

  #settle({ fate }: Fragment, spans: readonly ReadableSpan[]): void {
    if (fate !== 'kept') {
      this.ledger.drop('unsampled', spans.length);
      return;
    }
    this.ledger.delivered += spans.length;
    for (const span of spans) {
      // From here on it is as good as sampled: exporters, late children, log lines and exemplars go by this flag.
      span.spanContext().traceFlags |= TraceFlags.SAMPLED;
      this.#passOn(span);
    }
  }

  #passOn(span: ReadableSpan): void {
    for (const processor of this.next) processor.onEnd(span);
  }
}

function isSampled(span: { spanContext(): { traceFlags: number } }): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}
