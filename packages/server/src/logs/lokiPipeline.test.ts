import { afterEach, expect, it, vi } from 'vitest';
import { startSink } from '../../test/startSink.js';
import { LedgerEntry } from '../delivery/Ledger.js';
import { createLokiPipeline } from './lokiPipeline.js';

afterEach(() => vi.unstubAllGlobals());

it('delivers each line once through an outage, with labels, order and metadata', async () => {
  const sink = await startSink();
  const ledger = new LedgerEntry('log_queue', 'log');
  const { url } = sink;
  const options = { url: `${url}/`, username: 'u', password: 'p', serviceName: 'shop', environment: 'test' };
  const pipeline = createLokiPipeline(options, ledger);
  vi.stubGlobal('fetch', pipeline.fetch);
  sink.answers.push({ status: 503 }, { status: 429, headers: { 'retry-after': '0' } }, { status: 500 });

  const time = 1_795_000_000_000;
  const line = (level: number, msg: string, more = {}) =>
    `${JSON.stringify({ level, time, msg, ...more })}\n`;
  const ids = { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), route: '/x' };
  ledger.accepted += 5;
  const write = (source: 'server' | 'browser', lines: string) => pipeline.write(source, Buffer.from(lines));
  const first = line(30, 'same') + line(30, 'same') + line(50, 'bad', { ...ids, source: 'cron' });
  expect([write('server', first), write('server', 'no json\n')]).toEqual([3, 1]);
  write('browser', line(60, 'from the page'));
  await pipeline.flush(5_000);

  // The two sources are streams of their own: only within one there is an order.
  sink.lines.sort((a, b) =>
    a.labels.source === b.labels.source ? 0 : a.labels.source === 'server' ? -1 : 1,
  );
  expect(sink.lines.map(({ fields }) => fields.msg)).toEqual(['same', 'same', 'bad', 'from the page']);
  expect(new Set(sink.lines.map((entry) => entry.time)).size).toBe(4);
  expect(sink.lines[2]).toMatchObject({
    labels: { service_name: 'shop', deployment_environment: 'test', source: 'server', level: 'error' },
    fields: { level: 50, time, msg: 'bad', ...ids, source: 'cron' },
    metadata: ids,
  });
  expect(sink.lines[2]?.fields).not.toHaveProperty('meta');
  expect(sink.lines[3]?.labels).toEqual({
    service_name: 'shop-browser',
    deployment_environment: 'test',
    source: 'browser',
    level: 'fatal',
  });
  expect([ledger.delivered, ledger.dropped.get('invalid'), ledger.queued]).toEqual([4, 1, 0]);
  await sink.close();
});
