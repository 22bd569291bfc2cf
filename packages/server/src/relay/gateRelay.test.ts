import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type FaultServer, startFaultServer } from '@throughline/fault-server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runRelay } from '../../test/runRelay.js';
import { observeRequest } from '../runtime/observeRequest.js';
import { processState } from '../runtime/processState.js';
import { relayAdmissions } from './admissions.js';
import { gateRelay } from './gateRelay.js';

const PATH = '/api/telemetry/v1/logs';

let faults: FaultServer;
let server: Server;
let port: number;
let host: string;
/** Paths that came through, and whether the gate has let them in. */
let served: [string | undefined, boolean][];

beforeEach(async () => {
  faults = await startFaultServer();
  runRelay(faults.url, { relayClientRate: 1, relayOrigins: ['https://blog.example'] });
  served = [];
  server = createServer((incoming, response) =>
    gateRelay(incoming, response, () => {
      served.push([incoming.url, relayAdmissions().has(incoming)]);
      incoming.on('data', (part: Buffer) => response.write(part)).on('end', () => response.end());
    }),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  host = `127.0.0.1:${port}`;
});

afterEach(async () => {
  vi.useRealTimers();
  processState().running = undefined;
  server.closeAllConnections();
  server.close();
  await faults.close();
});

async function post(path: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const sending = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    agent: false,
    path,
    headers: { origin: `http://${host}`, ...headers },
  });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const parts = await response.toArray();
  const bytes = Buffer.concat(parts);
  return { status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() };
}

it.each([0, 1, 1_000, 300_000])('hands a body of %i bytes on, whole', async (size) => {
  const body = 'x'.repeat(size);
  const answer = await post(`${PATH}?a=1`, body);
  expect([answer.status, answer.text === body]).toEqual([200, true]);
  expect(served).toEqual([[`${PATH}?a=1`, true]]);
});

it('lets the framework see nothing of a body that is still coming', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `POST ${PATH} HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\ncontent-length: 6\r\n\r\nabc`,
  );
  // Another connection's request goes through from end to end meanwhile.
  expect((await post('/elsewhere', 'x')).status).toBe(200);
  expect(served).toEqual([['/elsewhere', false]]);
  socket.write('def');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 200 OK/);
  expect(served).toContainEqual([PATH, true]);
  socket.destroy();
});

it('answers strangers and those over their rate itself, in the form of the relay', async () => {
  const stranger = await post(PATH, '{}', { origin: 'https://evil.example' });
  expect([stranger.status, JSON.parse(stranger.text)]).toEqual([
    403,
    { code: 7, message: 'pages of this origin may not send here' },
  ]);
  const answers = [];
  for (let index = 0; index < 5; index++)
    answers.push(await post(PATH, '{}', { origin: 'https://blog.example' }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(answers[4]?.headers).toMatchObject({
    'retry-after': '1',
    'access-control-allow-origin': 'https://blog.example',
  });
  expect(served).toHaveLength(3);
});

it('refuses what begins as a gzip bomb, and hands any other gzip body on as it came', async () => {
  const gzip = { 'content-encoding': 'gzip' };
  const bomb = await post(PATH, gzipSync(Buffer.alloc(20_000_000, ' ')), gzip);
  expect([bomb.status, JSON.parse(bomb.text).message]).toEqual([413, 'the body is too large']);
  expect(served).toEqual([]);
  const body = gzipSync(randomBytes(50_000).toString('hex'));
  const answer = await post(PATH, body, gzip);
  expect([answer.status, answer.bytes.equals(body)]).toEqual([200, true]);
});

it('forgets a sender that goes away', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `POST ${PATH} HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\ncontent-length: 6\r\n\r\nabc`,
  );
  await post('/elsewhere', 'x');
  socket.destroy();
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count))))
    .toBe(0);
  expect(served.map(([path]) => path)).toEqual(['/elsewhere']);
});

it('lets a batch wait while a request of the app is being served', async () => {
  const { running } = processState();
  if (!running) throw new Error('nothing runs');
  const app = observeRequest(running);
  // Else a slow machine would have the batch wait for long enough.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  app.begun('GET');
  const answered = post(PATH, '{}');
  expect((await post('/elsewhere', 'x')).status).toBe(200);
  expect(served).toEqual([['/elsewhere', false]]);
  app.over('GET');
  expect((await answered).status).toBe(200);
  expect(served).toContainEqual([PATH, true]);
});
