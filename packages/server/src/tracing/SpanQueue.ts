import { context, ROOT_CONTEXT, TraceFlags } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ExportTraceServiceRequest } from '@throughline/otlp';
import { type Batch, DeliveryQueue } from '../delivery/DeliveryQueue.js';
import type { LedgerEntry } from '../delivery/Ledger.js';
import type { Destination } from '../delivery/post.js';
import { post } from '../delivery/post.js';

/** Longest time that an ended span waits for company, in milliseconds. */
const DELAY_MILLIS = 300;
const MAX_BATCH_SPANS = 512;
/** Most spans between `onEnd` and serialisation. */
const MAX_BUFFERED_SPANS = 8_192;

/**
 * Exports ended, sampled spans as OTLP/JSON in batches, and forwards requests of the relay on the same queue. Unlike
 * the SDK's batch processor it retries until it runs out of room, and counts what it drops.
 */
export class SpanQueue implements SpanProcessor {
  #buffer: ReadableSpan[] = [];
  #timer: NodeJS.Timeout | undefined;
  readonly #queue: DeliveryQueue;

  constructor(
    destination: Destination,
    readonly ledger: LedgerEntry,
  ) {
    this.#queue = new DeliveryQueue({
      name: 'spans to the OTLP endpoint',
      // An export that is traced makes spans, which are exported.
      send: (body, timeoutMillis) =>
        context.with(suppressTracing(ROOT_CONTEXT), () =>
          post(destination, body, timeoutMillis, countRejected),
        ),
      ledger,
    });
  }

  get isFull(): boolean {
    return this.#queue.isFull;
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (!(span.spanContext().traceFlags & TraceFlags.SAMPLED)) return;
    this.ledger.accepted += 1;
    if (this.#buffer.length >= MAX_BUFFERED_SPANS) {
      this.ledger.drop('overflow', 1);
      return;
    }
    this.#buffer.push(span);
    if (this.#buffer.length >= MAX_BATCH_SPANS) this.#serialise();
    else this.#timer ??= setTimeout(() => this.#serialise(), DELAY_MILLIS).unref();
  }

  /** Takes one relay request; `false` when there is no room. */
  forward(request: ExportTraceServiceRequest, records: number): boolean {
    const taken = this.#queue.offer({ body: JSON.stringify(request), records });
    if (taken) this.ledger.accepted += records;
    return taken;
  }

  async forceFlush(): Promise<void> {
    await this.flush(30_000);
  }

  /** Delivers what there is within `timeoutMillis`; returns how many spans are left. */
  async flush(timeoutMillis: number): Promise<number> {
    const deadline = Date.now() + timeoutMillis;
    // Spans may end while the first ones are on their way.
    do {
      this.#serialise();
      await this.#queue.drain(Math.max(0, deadline - Date.now()));
    } while (this.#buffer.length > 0 && Date.now() < deadline);
    return this.ledger.queued;
  }

  async shutdown(): Promise<void> {
    await this.forceFlush();
    this.abandon();
  }

  /** Counts what is left as lost at shutdown. */
  abandon(): void {
    this.#queue.abandon('shutdown');
  }

  #serialise(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#buffer.length > 0) {
      const spans = this.#buffer.splice(0, MAX_BATCH_SPANS);
      const batch = toBatch(spans);
      if (!batch) this.ledger.drop('unserialisable', spans.length);
      else if (!this.#queue.offer(batch)) this.ledger.drop('overflow', spans.length);
    }
  }
}

function toBatch(spans: ReadableSpan[]): Batch | undefined {
  const body = serialise(spans);
  if (body === undefined) return undefined;
  return {
    body,
    records: spans.length,
    split: () => {
      const middle = Math.ceil(spans.length / 2);
      return [half(spans.slice(0, middle)), half(spans.slice(middle))];
    },
  };
}

function half(spans: ReadableSpan[]): Batch {
  return toBatch(spans) ?? { body: '{}', records: spans.length };
}

function serialise(spans: ReadableSpan[]): string | undefined {
  try {
    const bytes = JsonTraceSerializer.serializeRequest(spans);
    return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  } catch {
    return undefined;
  }
}

function countRejected(answer: string): number {
  try {
    const parsed = JSON.parse(answer) as { partialSuccess?: { rejectedSpans?: unknown } } | null;
    const rejected = Number(parsed?.partialSuccess?.rejectedSpans ?? 0);
    return Number.isFinite(rejected) ? rejected : 0;
  } catch {
    return 0;
  }
}
