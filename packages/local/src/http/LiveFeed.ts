import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '@throughline/viewer/api';
import type { TraceFilter } from '../query/viewer/listTraces.js';
import type { WorkerClient } from '../worker/WorkerClient.js';
import { HttpError } from './HttpError.js';

/** Least time between two events to a page, in milliseconds. */
const INTERVAL_MILLIS = 500;
/** A commit is mostly followed by others of the same trace: wait this long before the first event. */
const GATHER_MILLIS = 50;
const PING_MILLIS = 15_000;
const MAX_CLIENTS = 64;
/** Traces of one event. Of more, the newest are sent: the list shows a hundred. */
const MAX_TRACES = 500;
/** A page that does not read is let go when this much waits for it; its browser connects again. */
const MAX_WAITING_BYTES = 1024 * 1024;

interface Client {
  readonly filter: TraceFilter;
  readonly response: ServerResponse;
}

/** Server-Sent Events of traces that are new or changed. Costs nothing while no page listens. */
export class LiveFeed {
  readonly #clients = new Set<Client>();
  readonly #changed = new Set<string>();
  readonly #ping: NodeJS.Timeout;
  readonly #stop: () => void;
  #timer: NodeJS.Timeout | undefined;
  #sentAt = 0;

  constructor(readonly engine: WorkerClient) {
    this.#stop = engine.onTraces((ids) => this.#note(ids));
    this.#ping = setInterval(() => this.#broadcast('ping', '{}'), PING_MILLIS);
    this.#ping.unref();
  }

  /** @throws HttpError 503 where too many pages listen. */
  checkRoom(): void {
    if (this.#clients.size >= MAX_CLIENTS)
      throw new HttpError(503, `more than ${MAX_CLIENTS} live lists are open`);
  }

  /** Sends events to `response` until its page goes away. */
  add(filter: TraceFilter, response: ServerResponse): void {
    const client = { filter, response };
    this.#clients.add(client);
    response.once('close', () => this.#clients.delete(client));
    // Tells the page that the stream stands, before anything happens.
    response.write('retry: 1000\nevent: ping\ndata: {}\n\n');
  }

  close(): void {
    this.#stop();
    clearInterval(this.#ping);
    clearTimeout(this.#timer);
    for (const { response } of this.#clients) response.end();
  }

  #note(ids: readonly string[]): void {
    if (this.#clients.size === 0) return;
    for (const id of ids) {
      // Again to the end: the oldest are the ones to drop.
      this.#changed.delete(id);
      this.#changed.add(id);
      if (this.#changed.size <= MAX_TRACES) continue;
      for (const oldest of this.#changed) {
        this.#changed.delete(oldest);
        break;
      }
    }
    const wait = Math.max(GATHER_MILLIS, this.#sentAt + INTERVAL_MILLIS - Date.now());
    this.#timer ??= setTimeout(() => void this.#send(), wait);
  }

  async #send(): Promise<void> {
    const ids = [...this.#changed];
    this.#changed.clear();
    this.#sentAt = Date.now();
    const byFilter = new Map<string, Client[]>();
    for (const client of this.#clients) {
      const key = JSON.stringify(client.filter, (_, value) =>
        typeof value === 'bigint' ? `${value}n` : value,
      );
      byFilter.set(key, [...(byFilter.get(key) ?? []), client]);
    }
    try {
      for (const clients of byFilter.values()) {
        const traces: LiveEvent = await this.engine.call('viewerChanged', clients[0]?.filter ?? {}, ids);
        if (traces.length === 0) continue;
        for (const { response } of clients) write(response, 'traces', JSON.stringify(traces));
      }
    } catch {
      // The store is closing. The page loads the list again when it connects again.
    } finally {
      this.#timer = undefined;
      if (this.#changed.size > 0) this.#note([]);
    }
  }

  #broadcast(event: string, data: string): void {
    for (const { response } of this.#clients) write(response, event, data);
  }
}

function write(response: ServerResponse, event: string, data: string): void {
  if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
  else response.write(`event: ${event}\ndata: ${data}\n\n`);
}
