import {
  LABEL_DEPLOYMENT_ENVIRONMENT,
  LABEL_LEVEL,
  LABEL_SERVICE_NAME,
  LABEL_SOURCE,
  LEVELS,
  LOKI_PUSH_PATH,
} from '@throughline/semconv';
import { pinoLoki } from 'pino-loki';
import { type Batch, createBatch } from '../delivery/Batch.js';
import { DeliveryQueue } from '../delivery/DeliveryQueue.js';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { lokiFormat } from '../delivery/lokiFormat.js';
import { type Destination, post } from '../delivery/post.js';
import type { Spool } from '../delivery/spool/Spool.js';
import { type LokiRun, LokiRuns } from './LokiRuns.js';
import type { LineSource, LokiWorkerData } from './lokiMessages.js';
import { toLokiValue } from './lokiValue.js';

/** How often pino-loki hands over what it has mapped, in seconds. */
const INTERVAL_SECONDS = 0.3;
const PINO_LEVEL_STEP = 10;
// pino-loki's type allows its own five names; it takes any, and ours are the names of the label `level`.
const LEVEL_NAMES = Object.fromEntries(
  LEVELS.map((name, index) => [(index + 1) * PINO_LEVEL_STEP, name]),
) as unknown as NonNullable<Parameters<typeof pinoLoki>[0]['levelMap']>;

const LEVEL_NUMBERS = new Map<string, number>(LEVELS.map((name, index) => [name, index]));

export interface LokiPipeline {
  /** Takes whole lines of pino's JSON as UTF-8, a newline after each; gives their number. */
  write(source: LineSource, lines: Uint8Array): number;
  /** Delivers all lines taken so far, or as many as the time allows. */
  flush(timeoutMillis: number): Promise<void>;
  /** Stands in for the global `fetch` that pino-loki calls: takes each batch into the queue and answers at once. */
  readonly fetch: typeof globalThis.fetch;
  /** No room for more. */
  readonly isFull: boolean;
}

/** A stream of pino-loki's: its one line is the id of a run of lines. */
interface LokiEntry {
  readonly stream: Readonly<Record<string, string>>;
  readonly values: readonly [time: string, runId: string][];
}

type LokiOptions = Omit<LokiWorkerData, 'exitCells' | 'spool' | 'spoolId'>;

/**
 * Lines -> pino-loki (mapping to streams and labels, batching) -> delivery queue -> Loki. pino-loki drops a batch that
 * Loki does not take at once; with `fetch` replaced in this thread the queue delivers instead, with retries. It parses
 * and writes every line several times over, so it is given one record for a run of lines of one level, and the lines
 * take that record's place in what it hands over.
 */
export function createLokiPipeline(
  options: LokiOptions,
  ledger: Pick<LedgerEntry, 'accepted' | 'delivered' | 'drop'>,
  onChange: () => void = () => {},
  spool?: Spool,
): LokiPipeline {
  const destination = destinationOf(options);
  const queue = new DeliveryQueue({
    name: 'log lines to Loki',
    credentials: 'LOKI_URL, LOKI_USERNAME and LOKI_PASSWORD',
    format: lokiFormat,
    ledger,
    onSettled: () => onChange(),
    send: (body, timeoutMillis) => post(destination, body, timeoutMillis),
  });
  for (const batch of spool?.takeRecovered() ?? []) {
    ledger.accepted += batch.records;
    queue.offer(batch);
  }
  const open = (source: LineSource) => openStream(options, source);
  const streams = { server: open('server'), browser: open('browser') };
  const runs = { server: new LokiRuns(), browser: new LokiRuns() };

  return {
    write(source, lines) {
      let count = 0;
      // Read as latin1 each byte is a character: what is only copied need not be decoded and encoded again.
      const text = Buffer.from(lines.buffer, lines.byteOffset, lines.length).toString('latin1');
      for (const line of text.split('\n')) {
        if (line === '') continue;
        count += 1;
        const value = toLokiValue(line);
        if (value === undefined) {
          ledger.drop('invalid', 1);
          continue;
        }
        const id = runs[source].add(value);
        const { level, time } = value;
        if (id !== undefined) streams[source].write(`${JSON.stringify({ level, time, run: id })}\n`);
      }
      return count;
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
    get isFull() {
      return queue.isFull;
    },
    fetch: async (_input, init) => {
      const { streams: list } = JSON.parse(String(init?.body)) as { streams: LokiEntry[] };
      for (const { stream, values } of list) {
        const source = stream[LABEL_SOURCE] === 'browser' ? 'browser' : 'server';
        const run = runs[source].take(values[0]?.[1] ?? '');
        if (!run) continue;
        const batch = toBatch(stream, run);
        spool?.keep(batch);
        queue.offer(batch);
      }
      onChange();
      return new Response(null, { status: 204 });
    },
  };
}

function openStream(options: LokiOptions, source: LineSource) {
  const { url, serviceName, environment } = options;
  return pinoLoki({
    host: url,
    // Relative: a path in LOKI_URL stays in front of it.
    endpoint: LOKI_PUSH_PATH.slice(1),
    labels: {
      [LABEL_SERVICE_NAME]: source === 'browser' ? `${serviceName}-browser` : serviceName,
      [LABEL_DEPLOYMENT_ENVIRONMENT]: environment,
      [LABEL_SOURCE]: source,
    },
    levelMap: LEVEL_NAMES,
    structuredMetaKey: false,
    // 0: its own bound drops silently; the queue's bound counts.
    batching: { interval: INTERVAL_SECONDS, maxBufferSize: 0 },
    logFormat: ({ run }: Record<string, unknown>) => String(run),
    silenceErrors: true,
  });
}

/** A batch is of one level, so that room can be made at the cost of the lowest. */
function toBatch(stream: LokiEntry['stream'], { values, lines }: LokiRun): Batch {
  const level = LEVEL_NUMBERS.get(stream[LABEL_LEVEL] ?? '') ?? 0;
  return createBatch(`{"stream":${JSON.stringify(stream)},"values":[${values.takeText()}]}`, lines, level);
}

/** Known without pino-loki's first request: what the spool holds is sent before there is a new line. */
function destinationOf({ url, username, password }: LokiOptions): Destination {
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/+$/, '')}${LOKI_PUSH_PATH}`;
  const credentials = Buffer.from(`${username}:${password ?? ''}`).toString('base64');
  return { url: target, headers: username === undefined ? {} : { authorization: `Basic ${credentials}` } };
}

function closed(stream: ReturnType<typeof openStream>): Promise<void> {
  return new Promise((resolve) => {
    stream.once('close', resolve);
    stream.end();
  });
}
