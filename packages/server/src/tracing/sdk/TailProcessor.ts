import { type Context, trace } from '@opentelemetry/api';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { LedgerEntry } from '../../delivery/Ledger.js';
import type { SamplingContract } from '../../sampling/SamplingContract.js';
import { TailSampler } from '../../sampling/TailSampler.js';

/** Puts the tail sampler between the SDK and the processors that are to see only what is exported. */
export class TailProcessor implements SpanProcessor {
  readonly #tail: TailSampler<ReadableSpan>;

  constructor(
    contract: SamplingContract,
    readonly next: readonly SpanProcessor[],
    ledger: LedgerEntry,
    maxWaitingSpans?: number,
  ) {
    const passOn = (span: ReadableSpan) => {
      for (const processor of next) processor.onEnd(span);
    };
    this.#tail = new TailSampler<ReadableSpan>(contract, passOn, ledger, maxWaitingSpans);
  }

  onStart(span: Span, parentContext: Context): void {
    for (const processor of this.next) processor.onStart(span, parentContext);
    this.#tail.started(span, trace.getSpan(parentContext));
  }

  onEnd(span: ReadableSpan): void {
    this.#tail.ended(span);
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.next.map((processor) => processor.forceFlush()));
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.next.map((processor) => processor.shutdown()));
  }
}
