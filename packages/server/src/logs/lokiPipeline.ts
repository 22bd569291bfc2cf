import {
  LABEL_DEPLOYMENT_ENVIRONMENT,
  LABEL_SERVICE_NAME,
  LABEL_SOURCE,
  LEVELS,
  LOKI_PUSH_PATH,
} from '@throughline/semconv';
import { pinoLoki } from 'pino-loki';
import { type Batch, DeliveryQueue } from '../delivery/DeliveryQueue.js';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { post } from '../delivery/post.js';
import type { LineSource, LokiWorkerData } from './lokiMessages.js';
import { toLokiRecord } from './toLokiRecord.js';

/** How often pino-loki hands over what it has mapped, in seconds. */
const INTERVAL_SECONDS = 0.3;
const PINO_LEVEL_STEP = 10;
// pino-loki's type allows its own five names; it takes any, and ours are the names of the label `level`.
const LEVEL_NAMES = Object.fromEntries(
  LEVELS.map((name, index) => [(index + 1) * PINO_LEVEL_STEP, name]),
) as unknown as NonNullable<Parameters<typeof pinoLoki>[0]['levelMap']>;

export interface LokiPipeline {
  /** Takes whole lines of pino's JSON, a newline after each. */
  write(source: LineSource, lines: string): void;
  /** Delivers all lines taken so far, or as many as the time allows. */
  flush(timeoutMillis: number): Promise<void>;
  /** Stands in for the global `fetch` that pino-loki calls: takes each batch into the queue and answers at once. */
  readonly fetch: typeof globalThis.fetch;
}

type LokiOptions = Omit<LokiWorkerData, 'exitFlag'>;

/**
 * Lines -> pino-loki (mapping to streams and labels, batching) -> delivery queue -> Loki. pino-loki drops a batch that
 * Loki does not take at once; with `fetch` replaced in this thread the queue delivers instead, with retries.
 */
export function createLokiPipeline(
  options: LokiOptions,
  ledger: Pick<LedgerEntry, 'delivered' | 'drop'>,
  onSettled: () => void = () => {},
): LokiPipeline {
  let destination: { url: URL; headers: Record<string, string> } | undefined;
  const queue = new DeliveryQueue({
    name: 'log lines to Loki',
    ledger,
    onSettled,
    send: (body, timeoutMillis) =>
      destination
        ? post(destination, body, timeoutMillis)
        : Promise.resolve({ kind: 'retryable', retryAfterMillis: undefined, cause: 'no destination' }),
  });
  const open = (source: LineSource) => openStream(options, source);
  const streams = { server: open('server'), browser: open('browser') };

  return {
    write(source, lines) {
      for (const line of lines.split('\n')) {
        if (line === '') continue;
        const record = toLokiRecord(line);
        if (record === undefined) ledger.drop('invalid', 1);
        else streams[source].write(`${record}\n`);
      }
    },
    async flush(timeoutMillis) {
      const started = Date.now();
      const ending = Object.values(streams);
      streams.server = open('server');
      streams.browser = open('browser');
      // pino-loki has no flush: ending its stream makes it hand over what it holds.
      await Promise.all(ending.map((stream) => closed(stream)));
      await queue.drain(Math.max(0, timeoutMillis - (Date.now() - started)));
    },
    fetch: async (input, init) => {
      const { streams: list } = JSON.parse(String(init?.body)) as { streams: unknown[] };
      destination ??= { url: new URL(String(input)), headers: headersOf(init) };
      const batch = toBatch(list);
      if (!queue.offer(batch)) {
        ledger.drop('overflow', batch.records);
        onSettled();
      }
      return new Response(null, { status: 204 });
    },
  };
}

function openStream(options: LokiOptions, source: LineSource) {
  const { url, username, password, serviceName, environment } = options;
  return pinoLoki({
    host: url,
    // Relative: a path in LOKI_URL stays in front of it.
    endpoint: LOKI_PUSH_PATH.slice(1),
    ...(username === undefined ? {} : { basicAuth: { username, password: password ?? '' } }),
    labels: {
      [LABEL_SERVICE_NAME]: source === 'browser' ? `${serviceName}-browser` : serviceName,
      [LABEL_DEPLOYMENT_ENVIRONMENT]: environment,
      [LABEL_SOURCE]: source,
    },
    levelMap: LEVEL_NAMES,
    structuredMetaKey: 'meta',
    // 0: its own bound drops silently; the queue's bound counts.
    batching: { interval: INTERVAL_SECONDS, maxBufferSize: 0 },
    logFormat: formatLine,
    silenceErrors: true,
  });
}

/** The line as the app wrote it: without what was added for pino-loki, the time in milliseconds again. */
function formatLine({ meta: _meta, lokilevel: _level, time, ...fields }: Record<string, unknown>): string {
  const millis = Number(String(time).slice(0, -6));
  return JSON.stringify({ ...fields, time: millis });
}

function toBatch(streams: unknown[]): Batch {
  return {
    body: JSON.stringify({ streams }),
    records: streams.length,
    split: () => {
      const middle = Math.ceil(streams.length / 2);
      return [toBatch(streams.slice(0, middle)), toBatch(streams.slice(middle))];
    },
  };
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  const headers = Object.fromEntries(new Headers(init?.headers).entries());
  delete headers['content-type'];
  return headers;
}

function closed(stream: ReturnType<typeof openStream>): Promise<void> {
  return new Promise((resolve) => {
    stream.once('close', resolve);
    stream.end();
  });
}
