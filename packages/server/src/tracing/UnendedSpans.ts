import { SpanKind } from '@opentelemetry/api';

/** What is looked at of a span, whoever made it. */
interface WatchedSpan {
  readonly name: string;
  readonly kind: SpanKind;
}

interface Open {
  readonly startedMillis: number;
  /** Where it was started. Development only: a stack costs more than the span. */
  readonly stack: string | undefined;
}

const MAX_OPEN = 10_000;
const SWEEPS = 4;

export interface UnendedSpansOptions {
  /** A span that is open for so long has been forgotten. */
  readonly limitMillis: number;
  readonly withStacks: boolean;
  /** Told once a span, with the stack where there is one. */
  readonly onFound: (name: string, stack: string | undefined) => void;
  readonly now?: () => number;
}

/**
 * Finds spans that were started and never ended: nobody will ever see them. Server spans are left out: they end with
 * their response, and a stream may be long. Bounded: what is beyond is not watched.
 */
export class UnendedSpans {
  /** Oldest first. */
  readonly #open = new Map<WatchedSpan, Open>();
  readonly #timer: NodeJS.Timeout;
  readonly #now: () => number;
  count = 0;

  constructor(readonly options: UnendedSpansOptions) {
    this.#now = options.now ?? (() => performance.now());
    this.#timer = setInterval(() => this.sweep(), options.limitMillis / SWEEPS).unref();
  }

  onStart(span: WatchedSpan): void {
    if (span.kind === SpanKind.SERVER || this.#open.size >= MAX_OPEN) return;
    const stack = this.options.withStacks ? new Error('started here').stack : undefined;
    this.#open.set(span, { startedMillis: this.#now(), stack });
  }

  onEnd(span: WatchedSpan): void {
    this.#open.delete(span);
  }

  /** Reports what is over the limit. */
  sweep(): void {
    const limit = this.#now() - this.options.limitMillis;
    for (const [span, { startedMillis, stack }] of this.#open) {
      if (startedMillis > limit) return;
      this.#open.delete(span);
      this.count += 1;
      this.options.onFound(span.name, stack);
    }
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {
    clearInterval(this.#timer);
  }
}
