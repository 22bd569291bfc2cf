import { SpanKind } from '@opentelemetry/api';

/** What is looked at of a span, whoever made it. */
interface WatchedSpan {
  readonly name: string;
  readonly kind: SpanKind;
}

const MAX_OPEN = 10_000;
/** Within the limit. */
const SWEEPS = 4;

export interface UnendedSpansOptions {
  /** A span that is open for so long has been forgotten. */
  readonly limitMillis: number;
  readonly withStacks: boolean;
  /** Told once a span, with the stack where there is one. */
  readonly onFound: (name: string, stack: string | undefined) => void;
}

/**
 * Finds spans that were started and never ended: nobody will ever see them. Server spans are left out: they end with
 * their response, and a stream may be long. Bounded: what is beyond is not watched.
 */
export class UnendedSpans {
  /** Oldest first, with the sweeps that there were before: a look at the clock for each span costs more than the rest. */
  readonly #open = new Map<WatchedSpan, number>();
  /** Where they were started. Development only: a stack costs more than the span. */
  readonly #stacks = new Map<WatchedSpan, string | undefined>();
  readonly #timer: NodeJS.Timeout;
  #sweeps = 0;
  count = 0;

  constructor(readonly options: UnendedSpansOptions) {
    this.#timer = setInterval(() => this.sweep(), options.limitMillis / SWEEPS).unref();
  }

  onStart(span: WatchedSpan): void {
    if (span.kind === SpanKind.SERVER || this.#open.size >= MAX_OPEN) return;
    this.#open.set(span, this.#sweeps);
    if (this.options.withStacks) this.#stacks.set(span, new Error('started here').stack);
  }

  onEnd(span: WatchedSpan): void {
    this.#open.delete(span);
    if (this.options.withStacks) this.#stacks.delete(span);
  }

  /** Reports what is over the limit. Called so many times within it. */
  sweep(): void {
    this.#sweeps += 1;
    for (const [span, sweepsBefore] of this.#open) {
      if (this.#sweeps - sweepsBefore <= SWEEPS) return;
      const stack = this.#stacks.get(span);
      this.onEnd(span);
      this.count += 1;
      this.options.onFound(span.name, stack);
    }
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {
    clearInterval(this.#timer);
  }
}
