import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mayBeFormAction, watchFormAction } from './watchFormAction.js';

let server: Server;
const found: string[] = [];
let body: Buffer;

beforeAll(async () => {
  server = createServer(async (incoming, response) => {
    if (mayBeFormAction(incoming)) watchFormAction(incoming, (id) => found.push(id));
    body = Buffer.concat(await incoming.toArray());
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** Sends a form's parts in pieces of so many bytes, and gives the ids that were seen on the way. */
async function send(parts: string[], pieceBytes: number, headers: Record<string, string> = {}) {
  found.length = 0;
  const text = parts.map((part) => `--b\r\nContent-Disposition: form-data; ${part}\r\n`).join('');
  const sent = Buffer.from(`${text}--b--\r\n`, 'latin1');
  const { port } = server.address() as AddressInfo;
  const outgoing = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', ...headers },
  });
  outgoing.setNoDelay(true);
  for (let at = 0; at < sent.length; at += pieceBytes) {
    const piece = sent.subarray(at, at + pieceBytes);
    // Each in a packet of its own, and so in a call of its own.
    await new Promise((written) => outgoing.write(piece, written));
  }
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  response.resume();
  await once(response, 'end');
  expect(body.equals(sent)).toBe(true);
  return [...found];
}

const FREE = 'name="$ACTION_ID_00ab12"\r\n\r\n';
const BOUND = [
  'name="$ACTION_REF_1"\r\n\r\n',
  'name="$ACTION_1:0"\r\n\r\n{"id":"40cd","bound":"$@1"}',
  'name="$ACTION_1:1"\r\n\r\n[3]',
];
const FILE = `name="f"; filename="f"\r\nContent-Type: image/png\r\n\r\n${'\u00ff'.repeat(20_000)}`;

it.each([1, 7, 1_000_000])(
  'sees the action of a form in pieces of %i bytes, and takes nothing of it',
  async (size) => {
    expect(await send([FREE, 'name="item"\r\n\r\n1'], size)).toEqual(['00ab12']);
    expect(await send(BOUND, size)).toEqual(['40cd']);
  },
);

it('sees none where there is none, where it is no id, behind a large file, and beside the header of the router', async () => {
  expect(await send(['name="item"\r\n\r\n$ACTION_ID_00ab12'], 100)).toEqual([]);
  expect(await send(['name="$ACTION_ID_<script>"\r\n\r\n'], 100)).toEqual([]);
  expect(await send([FILE, FREE], 4_000)).toEqual([]);
  expect(await send([FREE], 100, { 'next-action': '00ab12' })).toEqual([]);
});
