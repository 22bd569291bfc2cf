import {
  type Attributes,
  type Context,
  createTraceState,
  isSpanContextValid,
  type SpanContext,
  type SpanKind,
  TraceFlags,
  type TraceState,
  trace,
} from '@opentelemetry/api';
import { type Sampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace-node';
import { ATTR_HTTP_REQUEST_METHOD, ATTR_URL_PATH } from '@throughline/semconv';
import { TokenBucket } from '../rate/TokenBucket.js';
import { currentRequestScope } from '../tracing/RequestScope.js';
import { isWithin, thresholdOf, withThreshold } from './consistentProbability.js';
import { pathPattern } from './pathPattern.js';
import { resolveSampling } from './resolveSampling.js';
import type { SamplingOptions, SamplingRule, SamplingSettings } from './SamplingSettings.js';

/** Whose decision holds: the caller's within limits, only the own one, or none at all. */
export type SamplingMode = 'parent' | 'own' | 'off';

/** What becomes of a span. */
export interface Decision {
  /** `false`: there is to be no span, only ids that are passed on. */
  readonly recorded: boolean;
  readonly sampled: boolean;
  /** Absent: the parent's. */
  readonly traceState?: TraceState;
}

const NOT_RECORDED: Decision = { recorded: false, sampled: false };
const UNSAMPLED: Decision = { recorded: true, sampled: false };
const SAMPLED: Decision = { recorded: true, sampled: true };
const BURST_SECONDS = 10;

/**
 * The sampling contract. A span inside the process follows its parent. Where a trace enters or starts:
 * - a caller's "sampled" is honoured as long as its requests stay within the own ratio plus `forcedPerSecond`;
 * - a caller's "not sampled" is followed;
 * - without a caller the trace id decides, consistently in every service (`ot=th`).
 *
 * What is not sampled is recorded all the same, so that it can still be kept at its end (`TailProcessor`).
 */
export class SamplingContract implements Sampler {
  #settings: SamplingSettings;
  #rules: { rule: SamplingRule; pattern: RegExp }[] = [];
  #forced: TokenBucket;
  /** Decisions without a caller, by threshold. */
  readonly #own = new Map<string, Decision>();
  #lastRatio: number | undefined;
  #lastThreshold: string | undefined;
  /** Callers' traces beyond the limit, which were not sampled. */
  denied = 0;

  constructor(
    settings: SamplingSettings,
    public mode: SamplingMode = 'parent',
  ) {
    this.#settings = settings;
    this.#forced = bucketOf(settings);
    this.#compile();
  }

  get settings(): SamplingSettings {
    return this.#settings;
  }

  /**
   * Changes what is given, from the next trace on. A ratio ends `always_off`.
   * @throws ConfigurationError for a wrong value, with nothing changed
   */
  change(options: SamplingOptions): void {
    const before = this.#settings;
    this.#settings = resolveSampling(options, before);
    if (this.mode === 'off' && options.ratio !== undefined) this.mode = 'parent';
    if (this.#settings.forcedPerSecond !== before.forcedPerSecond) this.#forced = bucketOf(this.#settings);
    this.#compile();
  }

  /** How long a root with these attributes may take before it is slow, in milliseconds. */
  slowMillis(attributes: Attributes): number {
    return this.#ruleOf(attributes)?.slowMillis ?? this.#settings.slowMillis;
  }

  /** The SDK's way of asking. */
  shouldSample(
    context: Context,
    traceId: string,
    _name: string,
    _kind: SpanKind,
    attributes: Attributes,
  ): SamplingResult {
    const parent = trace.getSpanContext(context);
    const decision = this.decide(
      parent && isSpanContextValid(parent) ? parent : undefined,
      traceId,
      attributes,
    );
    const { recorded, sampled, traceState } = decision;
    if (!recorded) return { decision: SamplingDecision.NOT_RECORD };
    return {
      decision: sampled ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.RECORD,
      ...(traceState ? { traceState } : {}),
    };
  }

  /** What becomes of a span below a valid `parent`, or without one. */
  decide(parent: SpanContext | undefined, traceId: string, attributes: Attributes | undefined): Decision {
    if (this.mode === 'off') return NOT_RECORDED;
    const local = localParent(parent);
    if (local) return isSampled(local) ? SAMPLED : UNSAMPLED;
    const ratio = this.#ruleOf(attributes)?.ratio ?? this.#settings.ratio;
    if (parent && this.mode === 'parent') return this.#follow(parent, ratio);
    const threshold = this.#threshold(ratio);
    const sampled = isWithin(threshold, traceId, parent?.traceState);
    return this.#stated(sampled, parent?.traceState, sampled ? threshold : undefined);
  }

  toString(): string {
    return `SamplingContract{${this.mode},${this.#settings.ratio}}`;
  }

  #follow(caller: SpanContext, ratio: number): Decision {
    if (!isSampled(caller)) return UNSAMPLED;
    // Each such request brings its share, so that callers who sample no more than this service are never limited.
    this.#forced.add(ratio);
    if (ratio >= 1 || this.#forced.take()) return SAMPLED;
    this.denied += 1;
    return this.#stated(false, caller.traceState, undefined);
  }

  /** The decision with its threshold in the `tracestate`. Without a caller's the same few come again and again. */
  #stated(sampled: boolean, callers: TraceState | undefined, threshold: string | undefined): Decision {
    if (callers) return { recorded: true, sampled, traceState: withThreshold(callers, threshold) };
    if (threshold === undefined) return sampled ? SAMPLED : UNSAMPLED;
    let known = this.#own.get(threshold);
    if (!known) {
      known = { recorded: true, sampled, traceState: withThreshold(createTraceState(), threshold) };
      this.#own.set(threshold, known);
    }
    return known;
  }

  #threshold(ratio: number): string | undefined {
    if (ratio !== this.#lastRatio) {
      this.#lastRatio = ratio;
      this.#lastThreshold = thresholdOf(ratio);
    }
    return this.#lastThreshold;
  }

  #ruleOf(attributes: Attributes | undefined): SamplingRule | undefined {
    if (this.#rules.length === 0 || !attributes) return undefined;
    const path = attributes[ATTR_URL_PATH];
    if (typeof path !== 'string') return undefined;
    const method = attributes[ATTR_HTTP_REQUEST_METHOD];
    return this.#rules.find(
      ({ rule, pattern }) =>
        (rule.method === undefined || rule.method.toUpperCase() === method) && pattern.test(path),
    )?.rule;
  }

  #compile(): void {
    this.#own.clear();
    this.#rules = this.#settings.rules.map((rule) => ({ rule, pattern: pathPattern(rule.path) }));
  }
}

/**
 * The parent in this process. Next continues the request's own headers again after a proxy ran: that parent looks
 * like a caller's and is this very request.
 */
function localParent(parent: SpanContext | undefined): SpanContext | undefined {
  if (!parent?.isRemote) return parent;
  const own = currentRequestScope()?.span.spanContext();
  return own?.traceId === parent.traceId ? own : undefined;
}

function isSampled({ traceFlags }: SpanContext): boolean {
  return (traceFlags & TraceFlags.SAMPLED) !== 0;
}

function bucketOf({ forcedPerSecond }: SamplingSettings): TokenBucket {
  const burst = Math.max(1, forcedPerSecond * BURST_SECONDS);
  // Without an allowance only the requests' own shares fill it.
  return new TokenBucket(forcedPerSecond, burst, forcedPerSecond > 0 ? burst : 0);
}
