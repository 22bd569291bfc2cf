import { context, ROOT_CONTEXT, SpanStatusCode } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { ExportTraceServiceRequest, SpanRecord } from '@throughline/otlp';
import { LEVELS } from '@throughline/semconv';
import { createBatch } from '../delivery/Batch.js';
import { DeliveryQueue } from '../delivery/DeliveryQueue.js';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { otlpSpanFormat } from '../delivery/otlpSpanFormat.js';
import type { Destination } from '../delivery/post.js';
import { post } from '../delivery/post.js';
import type { Spool } from '../delivery/spool/Spool.js';
import { detached } from '../runtime/detached.js';
import { SpanBatch, type SpanScope } from './SpanBatch.js';

/** Longest time that an ended span waits for company, in milliseconds. */
const DELAY_MILLIS = 300;
const MAX_BATCH_SPANS = 512;
const MAX_BATCH_BYTES = 512 * 1024;
/** What a provider asks of a queue. */
export type SpanSink = Pick<SpanQueue, 'add' | 'forceFlush' | 'shutdown'>;

/** When room runs out, spans of failures go last. */
const USUAL = LEVELS.indexOf('info');
const FAILED = LEVELS.indexOf('error');
/**
 * Exports ended, sampled spans as OTLP/JSON in batches, and forwards requests of the relay on the same queue. Unlike
 * the SDK's batch processor it retries until it runs out of room, and counts what it drops.
 */
export class SpanQueue {
  readonly #usual: SpanBatch;
  readonly #failed: SpanBatch;
  #timer: NodeJS.Timeout | undefined;
  readonly #queue: DeliveryQueue;

  /** @param resource the attributes of the process that makes the spans */
  constructor(
    destination: Destination,
    resource: Readonly<Record<string, unknown>>,
    readonly ledger: LedgerEntry,
    readonly spool?: Spool | undefined,
  ) {
    this.#usual = new SpanBatch(resource);
    this.#failed = new SpanBatch(resource);
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

  /** Takes an ended span. */
  add(span: SpanRecord, scope: SpanScope): void {
    this.ledger.accepted += 1;
    const failed = span.statusCode === SpanStatusCode.ERROR;
    const batch = failed ? this.#failed : this.#usual;
    try {
      batch.add(span, scope);
    } catch {
      this.ledger.drop('unserialisable', 1);
      return;
    }
    if (batch.spans >= MAX_BATCH_SPANS || batch.bytes >= MAX_BATCH_BYTES)
      detached(() => this.#offer(batch, failed ? FAILED : USUAL));
    else this.#timer ??= setTimeout(() => detached(() => this.#offerAll()), DELAY_MILLIS).unref();
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
      this.#offerAll();
      await this.#queue.drain(Math.max(0, deadline - Date.now()));
    } while (this.#usual.spans + this.#failed.spans > 0 && Date.now() < deadline);
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

  #offerAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#offer(this.#usual, USUAL);
    this.#offer(this.#failed, FAILED);
  }

  #offer(batch: SpanBatch, level: number): void {
    if (batch.spans === 0) return;
    const { spans } = batch;
    const offered = createBatch(batch.take(), spans, level);
    this.spool?.keep(offered);
    this.#queue.offer(offered);
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
