import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Arrival, BodyWatch } from './BodyWatch.js';

const server = createServer();
let port: number;

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function arrivalOf(
  watch: BodyWatch,
  head: string,
  then: (socket: ReturnType<typeof connect>) => void = () => {},
): Promise<Arrival> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${head}`);
  const [incoming] = (await once(server, 'request')) as [IncomingMessage];
  const arrival = watch.arrival(incoming);
  then(socket);
  return arrival;
}

it('is here with its last byte, or with as much as Node reads ahead', async () => {
  const watch = new BodyWatch(60_000);
  expect(await arrivalOf(watch, 'content-length: 0\r\n\r\n')).toBe('here');
  expect(await arrivalOf(watch, 'content-length: 2\r\n\r\n{}')).toBe('here');
  expect(await arrivalOf(watch, 'content-length: 2\r\n\r\n{', (socket) => socket.write('}'))).toBe('here');
  const much = `content-length: 900000\r\n\r\n${'x'.repeat(100_000)}`;
  expect(await arrivalOf(watch, much)).toBe('here');
  expect(watch.size).toBe(0);
});

it('is late after its time, and gone with its sender', async () => {
  expect(await arrivalOf(new BodyWatch(1), 'content-length: 2\r\n\r\n{')).toBe('late');
  const watch = new BodyWatch(60_000);
  expect(await arrivalOf(watch, 'content-length: 2\r\n\r\n{', (socket) => socket.destroy())).toBe('gone');
  expect(watch.size).toBe(0);
});
