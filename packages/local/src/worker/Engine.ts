import {
  type ExportLogsServiceRequest,
  type ExportTraceServiceRequest,
  millisToNanos,
} from '@throughline/otlp';
import { decodeLogsRequest, decodeTraceRequest } from '@throughline/otlp/protobuf';
import type { TraceDetail, TraceListResponse, TraceSummary } from '@throughline/viewer/api';
import { BadRequest } from '../ingest/BadRequest.js';
import { parseJson } from '../ingest/parseJson.js';
import { RecentLines } from '../ingest/RecentLines.js';
import type { Rejections } from '../ingest/Rejections.js';
import { type LogIntake, readLogs } from '../ingest/readLogs.js';
import { readLokiPush } from '../ingest/readLokiPush.js';
import { ScrapeReader } from '../ingest/readScrape.js';
import { readTraces } from '../ingest/readTraces.js';
import { idToNumber, traceIdToHex } from '../model/ids.js';
import {
  findTraces,
  getTrace,
  listOperations,
  listServices,
  type TraceQuery,
} from '../query/jaeger/findTraces.js';
import type { JaegerTrace } from '../query/jaeger/toJaegerTrace.js';
import { listLabels, listLabelValues } from '../query/loki/listLabels.js';
import { queryRange, type RangeQuery, type StreamResult } from '../query/loki/queryRange.js';
import { queryExemplars, type SeriesExemplars } from '../query/prometheus/queryExemplars.js';
import { queryInstant, type VectorElement } from '../query/prometheus/queryInstant.js';
import { listViewerServices } from '../query/viewer/isBrowser.js';
import { listTraces, type TraceFilter, type TraceListQuery } from '../query/viewer/listTraces.js';
import { readTraceDetail } from '../query/viewer/readTraceDetail.js';
import type { Batch } from '../store/rows.js';
import { Store, type StoreCounts, type StoreOptions } from '../store/Store.js';

/** What a request holds. */
export type Signal = 'traces' | 'logs' | 'loki';
export type Encoding = 'json' | 'protobuf';

/** What became of a request's records, after the commit. */
export interface IngestAnswer {
  readonly accepted: number;
  readonly rejected: number;
  /** Why, with counts; empty where nothing was rejected. */
  readonly message: string;
}

/** One page of metrics. */
export interface ScrapedPage {
  readonly page: string;
  readonly labels: readonly (readonly [string, string])[];
  readonly timeMillis: number;
}

export interface EngineStatus extends StoreCounts {
  /** Records that were not taken since start-up, by reason. */
  readonly rejected: Readonly<Record<string, number>>;
}

/**
 * The store with all that reads and writes it. It runs in the worker; `WorkerClient` is the same interface on the
 * other side, so arguments and results are plain data.
 */
export class Engine {
  readonly #recent = new RecentLines();
  readonly #scrapes = new ScrapeReader();
  readonly #rejected = new Map<string, number>();

  /** @throws StoreError where the store cannot be opened. */
  static async open(options: StoreOptions, onTraces: (traceIds: string[]) => void): Promise<Engine> {
    const engine = new Engine(await Store.open(options));
    engine.store.onCommit((batches) => onTraces(changedTraces(batches)));
    return engine;
  }

  private constructor(readonly store: Store) {}

  /** Decodes, checks and stores a request. @throws BadRequest where it cannot be read. */
  async ingest(signal: Signal, encoding: Encoding, body: Uint8Array): Promise<IngestAnswer> {
    const now = millisToNanos(Date.now());
    if (signal === 'traces') {
      const { spans, rejections } = readTraces(decode(body, encoding, decodeTraceRequest));
      await this.store.write({ spans });
      return this.#answer(spans.length, rejections);
    }
    const request = decode(body, encoding, decodeLogsRequest);
    const { logs, rejections } = signal === 'loki' ? readLokiPush(request, now) : readLogs(request, now);
    await this.#writeLogs(logs);
    return this.#answer(logs.length, rejections);
  }

  /** Stores a page of metrics; returns its number of samples. @throws ExpositionError where it cannot be read. */
  async ingestScrape({ page, labels, timeMillis }: ScrapedPage): Promise<number> {
    const rows = this.#scrapes.read(page, new Map(labels), timeMillis);
    await this.store.write(rows);
    return rows.samples.length;
  }

  jaegerServices(): Promise<string[]> {
    return listServices(this.store);
  }

  jaegerOperations(service: string): Promise<string[]> {
    return listOperations(this.store, service);
  }

  jaegerFind(query: TraceQuery): Promise<JaegerTrace[]> {
    return findTraces(this.store, query);
  }

  jaegerTrace(traceId: string): Promise<JaegerTrace | undefined> {
    return getTrace(this.store, idToNumber(traceId));
  }

  /** @throws UnsupportedQuery */
  lokiRange(range: RangeQuery): Promise<StreamResult[]> {
    return queryRange(this.store, range);
  }

  lokiLabels(startNs: bigint, endNs: bigint): Promise<string[]> {
    return listLabels(this.store, startNs, endNs);
  }

  /** @throws UnsupportedQuery */
  lokiLabelValues(name: string, startNs: bigint, endNs: bigint, query?: string): Promise<string[]> {
    return listLabelValues(this.store, name, startNs, endNs, query);
  }

  /** @throws UnsupportedQuery */
  prometheusInstant(query: string, timeMillis: number): Promise<VectorElement[]> {
    return queryInstant(this.store, query, timeMillis);
  }

  /** @throws UnsupportedQuery */
  prometheusExemplars(query: string, startMillis: number, endMillis: number): Promise<SeriesExemplars[]> {
    return queryExemplars(this.store, query, startMillis, endMillis);
  }

  async viewerTraces(query: TraceListQuery): Promise<TraceListResponse> {
    const [traces, services] = await Promise.all([
      listTraces(this.store, { ...query, limit: query.limit + 1 }),
      listViewerServices(this.store),
    ]);
    const page = traces.slice(0, query.limit);
    const last = page.at(-1);
    // One more than asked for was read: only then is there another page.
    return traces.length > page.length && last !== undefined
      ? { traces: page, services, nextBefore: last.startUnixNano }
      : { traces: page, services };
  }

  /** Of these traces the ones that pass the filter, as they are now. */
  viewerChanged(filter: TraceFilter, traceIds: readonly string[]): Promise<TraceSummary[]> {
    return listTraces(this.store, { ...filter, ids: traceIds.map(idToNumber), limit: traceIds.length });
  }

  viewerTrace(traceId: string): Promise<TraceDetail | undefined> {
    return readTraceDetail(this.store, idToNumber(traceId));
  }

  async status(): Promise<EngineStatus> {
    return { ...(await this.store.counts()), rejected: Object.fromEntries(this.#rejected) };
  }

  /** Commits what waits and closes the store. */
  close(): Promise<void> {
    return this.store.close();
  }

  async #writeLogs(logs: LogIntake['logs']): Promise<void> {
    const fresh = this.#recent.withoutKnown(logs);
    await this.store.write({ logs: fresh });
    this.#recent.stored(fresh);
  }

  #answer(accepted: number, rejections: Rejections): IngestAnswer {
    for (const [reason, count] of rejections.byReason) {
      this.#rejected.set(reason, (this.#rejected.get(reason) ?? 0) + count);
    }
    return { accepted, rejected: rejections.total, message: rejections.message };
  }
}

function decode(
  body: Uint8Array,
  encoding: Encoding,
  decodeProtobuf: (bytes: Uint8Array) => ExportTraceServiceRequest | ExportLogsServiceRequest,
): unknown {
  if (encoding === 'json') return parseJson(body);
  try {
    return decodeProtobuf(body);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    throw new BadRequest(`the body is not valid protobuf: ${reason}`);
  }
}

function changedTraces(batches: readonly Batch[]): string[] {
  const ids = new Set<bigint>();
  for (const { spans, logs } of batches) {
    for (const { traceId } of spans ?? []) ids.add(traceId);
    for (const { traceId } of logs ?? []) if (traceId !== null) ids.add(traceId);
  }
  return [...ids].map(traceIdToHex);
}
