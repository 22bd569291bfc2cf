import {
  type Attributes,
  type HrTime,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
} from '@opentelemetry/api';
import {
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SAMPLING_KEPT_FOR,
  KEPT_FOR_ERROR,
  KEPT_FOR_SLOW,
} from '@throughline/semconv';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { currentRequestScope } from '../tracing/RequestScope.js';
import type { SamplingContract } from './SamplingContract.js';

/** What is looked at of a span, whoever made it. */
export interface JudgedSpan {
  spanContext(): SpanContext;
  readonly attributes: Attributes;
  readonly status: { readonly code: SpanStatusCode };
  readonly duration: HrTime;
}

/** The part of an unsampled trace below one local root. */
interface Fragment<S> {
  readonly root: object;
  ended: S[];
  fate: 'open' | 'kept' | 'unsampled';
}

/** On each unsampled span. A property and not a `WeakMap`, which the collector walks at every cycle. */
const FRAGMENT = Symbol('throughline.fragment');
type Fragmented<S> = { [FRAGMENT]?: Fragment<S> };

const DEFAULT_MAX_WAITING_SPANS = 10_000;
const SERVER_ERROR = 500;

/**
 * Passes sampled spans on, and holds the others back until their local root has ended: when that failed or was slow,
 * all of them are passed on as sampled, with the reason on the root; else they are dropped. What waits is bounded: the
 * oldest root loses its spans first, and is still judged by itself at its end.
 */
export class TailSampler<S extends JudgedSpan> {
  /** Those with spans that wait, oldest first. */
  readonly #waiting = new Set<Fragment<S>>();
  #waitingSpans = 0;

  /**
   * @param passOn takes ended spans that are to be exported
   * @param ledger of the stage: takes in unsampled spans, delivers kept ones, drops the rest by reason
   */
  constructor(
    readonly contract: SamplingContract,
    readonly passOn: (span: S) => void,
    readonly ledger: LedgerEntry,
    readonly maxWaitingSpans = DEFAULT_MAX_WAITING_SPANS,
  ) {}

  /** @param parent the span that is active around it, if any */
  started(span: S, parent: object | undefined): void {
    if (isSampled(span)) return;
    const fragment = this.#parentFragment(span, parent) ?? { root: span, ended: [], fate: 'open' };
    (span as Fragmented<S>)[FRAGMENT] = fragment;
  }

  ended(span: S): void {
    if (isSampled(span)) {
      this.passOn(span);
      return;
    }
    const fragment = (span as Fragmented<S>)[FRAGMENT];
    if (!fragment) return;
    this.ledger.accepted += 1;
    if (fragment.fate !== 'open') this.#settle(fragment, [span]);
    else if (fragment.root === span) this.#decide(fragment, span);
    else this.#hold(fragment, span);
  }

  #parentFragment(span: S, parent: object | undefined): Fragment<S> | undefined {
    const found = (parent as Fragmented<S> | undefined)?.[FRAGMENT];
    if (found) return found;
    // Next replaces the context by the request's headers after a proxy ran: the request's span is the parent.
    const own = currentRequestScope()?.span;
    if (own?.spanContext().traceId !== span.spanContext().traceId) return undefined;
    return (own as Fragmented<S>)[FRAGMENT];
  }

  #decide(fragment: Fragment<S>, root: S): void {
    const reason = this.#reasonToKeep(root);
    // The span has ended, so `setAttribute` would be refused.
    if (reason) root.attributes[ATTR_SAMPLING_KEPT_FOR] = reason;
    fragment.fate = reason ? 'kept' : 'unsampled';
    const spans = this.#release(fragment);
    spans.push(root);
    this.#settle(fragment, spans);
  }

  #reasonToKeep({ status, attributes, duration }: S): string | undefined {
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

  #hold(fragment: Fragment<S>, span: S): void {
    if (fragment.ended.push(span) === 1) this.#waiting.add(fragment);
    this.#waitingSpans += 1;
    if (this.#waitingSpans <= this.maxWaitingSpans) return;
    const [oldest] = this.#waiting;
    if (oldest) this.ledger.drop('evicted', this.#release(oldest).length);
  }

  #release(fragment: Fragment<S>): S[] {
    const { ended } = fragment;
    if (ended.length === 0) return [];
    fragment.ended = [];
    this.#waiting.delete(fragment);
    this.#waitingSpans -= ended.length;
    return ended;
  }

  #settle({ fate }: Fragment<S>, spans: readonly S[]): void {
    if (fate !== 'kept') {
      this.ledger.drop('unsampled', spans.length);
      return;
    }
    this.ledger.delivered += spans.length;
    for (const span of spans) {
      // From here on it is as good as sampled: exporters, late children, log lines and exemplars go by this flag.
      span.spanContext().traceFlags |= TraceFlags.SAMPLED;
      this.passOn(span);
    }
  }
}

function isSampled(span: { spanContext(): { traceFlags: number } }): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}
