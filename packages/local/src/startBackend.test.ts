import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Worker } from 'node:worker_threads';
import { startBackend } from '@throughline/local';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JaegerTrace } from './query/jaeger/toJaegerTrace.js';
import { nowNanos, spanOf, traceRequest } from './testing/requests.js';
import { TestClient } from './testing/TestClient.js';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughline-backend-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test('a port that is taken rejects with a code and a message that names it', async () => {
  const first = await startBackend({ port: 0 });
  const second = startBackend({ port: first.port });
  await expect(second).rejects.toMatchObject({
    code: 'EADDRINUSE',
    message: `port ${first.port} of 127.0.0.1 is taken by another program: stop it, or ask for another port`,
  });
  await first.close();
});

test('a data directory that another process uses rejects with what to do', async () => {
  const child = await startChild();
  await expect(startBackend({ port: 0, dataDir: directory })).rejects.toThrow(
    /throughline\.duckdb is in use by another process: stop it, or choose another data directory/,
  );
  child.kill('SIGKILL');
  await child.exited;
});

test.each([
  [{ port: -1 }, 'option port is -1: expected a whole number from 0 to 65535'],
  [{ host: '' }, 'option host is "": expected a host name or address'],
  [{ limits: { maxSpans: 0 } }, 'option limits.maxSpans is 0: expected a whole number above 0'],
  [{ scrapes: [{ url: 'ftp://x' }] }, 'option scrapes.url is "ftp://x": expected an http: or https: URL'],
  [
    { scrapes: [{ url: 'http://u:p@x' }] },
    'option scrapes.url is "(hidden)": expected no user name or password: use bearerToken',
  ],
  [
    { scrapes: [{ url: 'http://x', bearerToken: 'a\nb' }] },
    'option scrapes.bearerToken is "(hidden)": expected visible ASCII characters',
  ],
  [
    { scrapes: [{ url: 'http://x', intervalMillis: 1 }] },
    'option scrapes.intervalMillis is 1: expected a whole number from 100 to 3600000',
  ],
])('a wrong option %j throws and says what is allowed', async (options, message) => {
  await expect(startBackend(options)).rejects.toThrow(message);
});

describe('on disk', () => {
  test('what was answered is there after closing while senders send', async () => {
    const first = await startBackend({ port: 0, dataDir: directory });
    const client = new TestClient(first);
    const answered: string[] = [];
    const send = async (): Promise<void> => {
      for (;;) {
        const span = spanOf();
        const response = await client
          .post('/v1/traces', traceRequest('closing', [span]))
          .catch(() => undefined);
        if (response?.status !== 200) return;
        answered.push(span.traceId);
        if (answered.length === 100) void first.close();
      }
    };
    await Promise.all(Array.from({ length: 10 }, send));
    await first.close();
    expect(answered.length).toBeGreaterThanOrEqual(100);
    await expectStored(answered, 'closing');
  });

  test('what was answered is there after kill -9', async () => {
    const child = await startChild();
    const answered: string[] = [];
    const client = new TestClient({
      url: child.url,
      port: 0,
      addScrape: () => undefined,
      close: async () => undefined,
    });
    const send = async (): Promise<void> => {
      for (;;) {
        const span = spanOf();
        const response = await client
          .post('/v1/traces', traceRequest('killed', [span]))
          .catch(() => undefined);
        if (response?.status !== 200) return;
        answered.push(span.traceId);
        if (answered.length === 200) child.kill('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 10 }, send));
    await child.exited;
    await expectStored(answered, 'killed');
  });
});

describe('a store whose thread ends', () => {
  const threads: Worker[] = [];
  const remember = (worker: Worker) => threads.push(worker);
  beforeEach(() => {
    threads.length = 0;
    process.on('worker', remember);
  });
  afterEach(() => {
    process.off('worker', remember);
  });

  test('is started again: what was answered is there, and senders go on', async () => {
    const notices: string[] = [];
    const backend = await startBackend({
      port: 0,
      dataDir: directory,
      onNotice: (text) => notices.push(text),
    });
    const client = new TestClient(backend);
    const live = await fetch(`${backend.url}/api/viewer/v1/live`);
    const answered: string[] = [];
    const statuses = new Set<number>();
    let deaths = 0;
    const send = async (): Promise<void> => {
      while (answered.length < 600) {
        const span = spanOf();
        const response = await client.post('/v1/traces', traceRequest('thread', [span]));
        statuses.add(response.status);
        if (response.status === 200) answered.push(span.traceId);
        // Under load, with a commit at hand.
        if (deaths < 2 && answered.length >= 200 * (deaths + 1)) breakThread(threads[deaths++]);
      }
    };
    await Promise.all(Array.from({ length: 10 }, send));
    expect(threads).toHaveLength(3);
    // Who was waiting for the thread that ended may send again; who came later did not notice.
    for (const status of statuses) expect([200, 503]).toContain(status);
    expect((await fetch(`${backend.url}/healthz`)).status).toBe(200);
    expect(notices).toHaveLength(2);
    for (const notice of notices)
      expect(notice).toMatch(/^The store ended \(.*null.*\) and is started again\.$/);
    // A list that was open from the beginning goes on too.
    const last = spanOf();
    expect((await client.post('/v1/traces', traceRequest('thread', [last]))).status).toBe(200);
    let listed = '';
    for await (const chunk of live.body ?? []) {
      listed += Buffer.from(chunk).toString();
      if (listed.includes(last.traceId)) break;
    }
    await backend.close();
    await expectStored(answered, 'thread');
  });

  test('again and again is left alone after a few tries, and says so', async () => {
    const notices: string[] = [];
    const backend = await startBackend({ port: 0, onNotice: (text) => notices.push(text) });
    process.on('worker', breakThread);
    try {
      breakThread(threads[0]);
      await vi.waitFor(() => expect(notices.at(-1)).toMatch(/nothing is stored until a restart\.$/), {
        timeout: 30_000,
      });
    } finally {
      process.off('worker', breakThread);
    }
    expect(threads).toHaveLength(6);
    expect(notices[0]).toMatch(/is started again\. What it held in memory is lost\.$/);
    expect((await fetch(`${backend.url}/healthz`)).status).toBe(503);
    const response = await new TestClient(backend).post('/v1/traces', traceRequest('thread', [spanOf()]));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    await backend.close();
  });
});

/** A message that the thread's code cannot read: an exception that nobody catches. */
function breakThread(worker: Worker | undefined): void {
  worker?.postMessage(null);
}

test('close ends live lists and can be called twice', async () => {
  const backend = await startBackend({ port: 0 });
  const response = await fetch(`${backend.url}/api/viewer/v1/live`);
  await Promise.all([backend.close(), backend.close()]);
  expect(await response.text()).toContain('event: ping');
  await expect(fetch(`${backend.url}/healthz`)).rejects.toThrow();
});

test('100,000 spans: the newest hundred traces are listed whole', async () => {
  const backend = await startBackend({ port: 0, dataDir: directory });
  const client = new TestClient(backend);
  const attributes = Array.from({ length: 12 }, (_, index) => ({
    key: `key.${index}`,
    value: { stringValue: `value ${index}` },
  }));
  for (let batch = 0; batch < 20; batch++) {
    const spans = Array.from({ length: 500 }, (_, index) => {
      const root = spanOf({ startTimeUnixNano: nowNanos(-batch * 500 - index).toString(), attributes });
      const children = Array.from({ length: 9 }, () =>
        spanOf({ traceId: root.traceId, parentSpanId: root.spanId, attributes }),
      );
      return [root, ...children];
    }).flat();
    expect((await client.post('/v1/traces', traceRequest('many', spans))).status).toBe(200);
  }
  const list = await client.json<{ traces: { spanCount: number }[] }>('/api/viewer/v1/traces');
  expect(list.traces).toHaveLength(100);
  expect(list.traces.every(({ spanCount }) => spanCount === 10)).toBe(true);
  expect((await client.json<{ spans: number }>('/api/viewer/v1/status')).spans).toBe(100_000);
  await backend.close();
});

async function expectStored(traceIds: readonly string[], service: string): Promise<void> {
  const backend = await startBackend({ port: 0, dataDir: directory });
  const { data } = await new TestClient(backend).json<{ data: JaegerTrace[] }>(
    `/api/traces?service=${service}&limit=1500`,
  );
  const stored = new Set(data.map(({ traceID }) => traceID));
  await backend.close();
  expect(traceIds.filter((id) => !stored.has(id))).toEqual([]);
}

/** A backend in a process of its own, on the test's directory. */
async function startChild() {
  const entry = createRequire(import.meta.url).resolve('@throughline/local');
  const script = `
    const { startBackend } = await import(${JSON.stringify(entry)});
    const backend = await startBackend({ port: 0, dataDir: ${JSON.stringify(directory)} });
    console.log(backend.url);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error('the child ended before it was open')));
  });
  return { url, exited, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}
