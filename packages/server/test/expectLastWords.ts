import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, vi } from 'vitest';
import type { Sink } from './startSink.js';

type How = 'end' | 'destroy';

/**
 * Sends batches whose senders are gone at once, and waits until all of them have arrived.
 *
 * @param visit keeps the app busy for a moment
 */
export async function expectLastWords(
  app: { readonly url: string },
  sink: Sink,
  how: How,
  visit: () => Promise<unknown>,
): Promise<void> {
  const sent: string[] = [];
  const say = (name: string, records: number) => {
    sent.push(`${how} ${name}: ${records}`);
    return hangUp(app.url, `${how} ${name}`, records, how);
  };
  for (let round = 0; round < 3; round++) {
    await say(`idle ${round}`, 1);
    await say(`idle, long ${round}`, 60);
    const visitor = visit();
    await say(`busy ${round}`, 1);
    await say(`busy, long ${round}`, 60);
    await visitor;
  }
  const arrived = () => {
    const counts = new Map<string, number>();
    for (const { fields } of sink.lines) {
      const [name = ''] = String(fields.msg).split(': .');
      if (name.startsWith(how)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts].map(([name, count]) => `${name}: ${count}`);
  };
  await vi.waitFor(() => expect(arrived().sort()).toEqual(sent.sort()), { timeout: 10_000 });
}

/** As much as a page may send with its last words is 64 KiB: sixty of these. */
const FILLING = '.'.repeat(800);

/** Sends log records as a page does, and closes the connection before there can be an answer. */
async function hangUp(appUrl: string, name: string, records: number, how: How): Promise<void> {
  const { hostname, port, host, origin } = new URL(appUrl);
  const logRecords = Array.from({ length: records }, () => ({
    timeUnixNano: `${Date.now()}000000`,
    severityNumber: 9,
    body: { stringValue: `${name}: ${FILLING}` },
  }));
  const body = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
  const headers = [
    'POST /api/telemetry/v1/logs HTTP/1.1',
    `host: ${host}`,
    `origin: ${origin}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const socket = connect(Number(port), hostname);
  // A connection that is closed while the server answers is reset.
  socket.on('error', () => {}).resume();
  await once(socket, 'connect');
  await new Promise<unknown>((sent) => socket.write(`${headers.join('\r\n')}\r\n\r\n${body}`, sent));
  const closed = once(socket, 'close');
  if (how === 'end') socket.end();
  else socket.destroy();
  await closed;
}
