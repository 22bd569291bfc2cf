import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { mutex } from '../mutex.js';

/** PostgreSQL's answer to a driver that asks for TLS: there is none. */
const NO_TLS = 'N';
const TLS_REQUEST = 80_877_103;
const TERMINATE = 'X'.charCodeAt(0);
/** End of an answer, outside of a transaction: `Z`, the length 5, `I`. */
const IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** A database that speaks PostgreSQL's protocol on a port. */
export interface PostgresServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * PGlite behind a port, so that the driver of the real PostgreSQL can be tested where there is none. PGlite has one
 * session for all connections: one of them has the turn, from its first message until it is in no transaction.
 */
export async function servePglite(): Promise<PostgresServer> {
  const database = await PGlite.create();
  const turn = mutex();
  const sockets = new Set<Socket>();

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    void serve(socket).catch(() => socket.destroy());
  });

  async function serve(socket: Socket): Promise<void> {
    let release: (() => void) | undefined;
    try {
      for await (const message of messagesOf(socket)) {
        release ??= await turn.acquire();
        const answer = Buffer.from(await database.execProtocolRaw(message));
        socket.write(answer);
        if (answer.subarray(-IDLE.length).equals(IDLE)) {
          release();
          release = undefined;
        }
      }
    } finally {
      release?.();
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await database.close();
    },
  };
}

/** The messages of one connection: one length, and before it, in all but the first one, one byte for its kind. */
async function* messagesOf(socket: Socket): AsyncGenerator<Uint8Array> {
  let rest = Buffer.alloc(0);
  let kindBytes = 0;
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= kindBytes + 4) {
      const length = kindBytes + rest.readInt32BE(kindBytes);
      if (rest.length < length) break;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      if (kindBytes === 0 && message.readInt32BE(4) === TLS_REQUEST) {
        socket.write(NO_TLS);
        continue;
      }
      if (kindBytes === 1 && message[0] === TERMINATE) return;
      kindBytes = 1;
      yield new Uint8Array(message);
    }
  }
}
