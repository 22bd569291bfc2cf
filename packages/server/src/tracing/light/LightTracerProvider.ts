import type { Span, Tracer, TracerProvider } from '@opentelemetry/api';
import { SpanKind, TraceFlags } from '@opentelemetry/api';
import type { Detail } from '../../config/ThroughlineOptions.js';
import type { LedgerEntry } from '../../delivery/Ledger.js';
import { UnixClock } from '../../runtime/UnixClock.js';
import type { SamplingContract } from '../../sampling/SamplingContract.js';
import { TailSampler } from '../../sampling/TailSampler.js';
import { NEXT_SCOPE, NextTracer } from '../NextTracer.js';
import type { SpanSink } from '../SpanQueue.js';
import type { UnendedSpans } from '../UnendedSpans.js';
import { IdGenerator } from './ids.js';
import type { LightSpan } from './LightSpan.js';
import { LightTracer, type TracerParts } from './LightTracer.js';
import { readSpanLimits } from './spanLimits.js';
import { toRecord } from './toRecord.js';

export interface LightTracerProviderOptions {
  readonly sampling: SamplingContract;
  readonly detail: Detail;
  readonly unended: UnendedSpans;
  /** Absent: spans are made for the ids and for metrics, and go nowhere. */
  readonly queue: SpanSink | undefined;
  /** Of the stage `tail`. */
  readonly ledger: LedgerEntry;
  readonly maxWaitingSpans?: number;
}

/**
 * OpenTelemetry's API without its SDK: spans go from their end straight to the export queue, or to the tail sampler.
 * There is no chain of processors; who needs one asks for the SDK (`provider: 'sdk'`).
 */
export class LightTracerProvider implements TracerProvider, TracerParts {
  readonly ids = new IdGenerator();
  readonly clock = new UnixClock();
  readonly limits = readSpanLimits();
  readonly sampling: SamplingContract;
  readonly #tracers = new Map<string, Tracer>();
  #nextTracer: Tracer | undefined;
  #nextVersion: string | undefined;
  readonly #tail: TailSampler<LightSpan> | undefined;

  constructor(readonly options: LightTracerProviderOptions) {
    const { sampling, queue, ledger, maxWaitingSpans } = options;
    this.sampling = sampling;
    if (!queue) return;
    const passOn = (span: LightSpan) => queue.add(toRecord(span), span.scope);
    this.#tail = new TailSampler(sampling, passOn, ledger, maxWaitingSpans);
  }

  getTracer(name: string, version = '', options: { schemaUrl?: string } = {}): Tracer {
    // Next asks at every span.
    if (name === NEXT_SCOPE && version === this.#nextVersion && this.#nextTracer) return this.#nextTracer;
    const key = `${name}\0${version}\0${options.schemaUrl ?? ''}`;
    let tracer = this.#tracers.get(key);
    if (!tracer) {
      const own = new LightTracer(this, { name, version, schemaUrl: options.schemaUrl });
      tracer = name === NEXT_SCOPE ? new NextTracer(own, this.options.detail) : own;
      this.#tracers.set(key, tracer);
    }
    if (name === NEXT_SCOPE) {
      this.#nextTracer = tracer;
      this.#nextVersion = version;
    }
    return tracer;
  }

  started(span: LightSpan, parent: Span | undefined): void {
    if (span.kind !== SpanKind.SERVER) this.options.unended.onStart(span);
    if ((span.context.traceFlags & TraceFlags.SAMPLED) === 0) this.#tail?.started(span, parent);
  }

  ended(span: LightSpan): void {
    if (span.kind !== SpanKind.SERVER) this.options.unended.onEnd(span);
    this.#tail?.ended(span);
  }

  async forceFlush(): Promise<void> {
    await this.options.queue?.forceFlush();
  }

  async shutdown(): Promise<void> {
    await this.options.queue?.shutdown();
  }
}
