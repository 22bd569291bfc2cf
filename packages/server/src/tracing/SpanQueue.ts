import { context, ROOT_CONTEXT, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ExportTraceServiceRequest } from '@throughline/otlp';
import { LEVELS } from '@throughline/semconv';
import { type Batch, createBatch } from '../delivery/Batch.js';
import { DeliveryQueue } from '../delivery/DeliveryQueue.js';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { otlpSpanFormat } from '../delivery/otlpSpanFormat.js';
import type { Destination } from '../delivery/post.js';
import { post } from '../delivery/post.js';
import type { Spool } from '../delivery/spool/Spool.js';

/** Longest time that an ended span waits for company, in milliseconds. */
const DELAY_MILLIS = 300;
const MAX_BATCH_SPANS = 512;
/** Most spans between `onEnd` and serialisation. */
const MAX_BUFFERED_SPANS = 8_192;
/** When room runs out, spans of failures go last. */
const USUAL = LEVELS.indexOf('info');
const FAILED = LEVELS.indexOf('error');
/** What the serialiser writes around the payload. */
const BODY_START = '{"resourceSpans":[';
const BODY_END = ']}';

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
    readonly spool?: Spool | undefined,
  ) {
    this.#queue = new DeliveryQueue({
      name: 'spans to the OTLP endpoint',
      credentials: 'OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS',
      format: otlpSpanFormat,
      // An export that is traced makes spans, which are exported.
      send: (body, timeoutMillis) =>
        context.with(suppressTracing(ROOT_CONTEXT), () =>
          post(destination, body, timeoutMillis, countRejected),
        ),
      ledger,
    });
    for (const batch of spool?.takeRecovered() ?? []) {
      ledger.accepted += batch.records;
      this.#queue.offer(batch);
    }
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
    if (this.isFull) return false;
    this.ledger.accepted += records;
    return this.#queue.offer(
      createBatch(JSON.stringify(request.resourceSpans ?? []).slice(1, -1), records, USUAL),
    );
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

  /** Counts what is left as lost at shutdown, or as kept in the spool. */
  abandon(): void {
    this.#queue.abandon('shutdown');
    this.spool?.close();
  }

  #serialise(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#buffer.length > 0) {
      const spans = this.#buffer.splice(0, MAX_BATCH_SPANS);
      this.#offer(
        spans.filter((span) => !hasFailed(span)),
        USUAL,
      );
      this.#offer(spans.filter(hasFailed), FAILED);
    }
  }

  #take(batch: Batch): boolean {
    this.spool?.keep(batch);
    return this.#queue.offer(batch);
  }

  #offer(spans: ReadableSpan[], level: number): void {
    if (spans.length === 0) return;
    const batch = toBatch(spans, level);
    if (batch) this.#take(batch);
    else this.ledger.drop('unserialisable', spans.length);
  }
}

function hasFailed({ status }: ReadableSpan): boolean {
  return status.code === SpanStatusCode.ERROR;
}

function toBatch(spans: ReadableSpan[], level: number): Batch | undefined {
  const body = serialise(spans);
  if (!body?.startsWith(BODY_START) || !body.endsWith(BODY_END)) return undefined;
  return createBatch(body.slice(BODY_START.length, -BODY_END.length), spans.length, level);
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
