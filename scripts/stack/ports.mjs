import { createServer } from 'node:net';

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** @returns {Promise<number>} A port that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** A port as somebody gave it. @typedef {{ value: string, askedBy: string }} AskedPort */

/**
 * The port to listen on. One that was asked for is taken or refused, never replaced; without that the preferred port,
 * or a free one where that is taken.
 *
 * @param {AskedPort | undefined} asked
 * @param {number} preferred
 * @returns {Promise<{ port: number, moved: boolean }>}
 */
export async function choosePort(asked, preferred) {
  if (!asked) {
    if (await isFree(preferred)) return { port: preferred, moved: false };
    return { port: await freePort(), moved: true };
  }
  const port = Number(asked.value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(
      `${asked.askedBy} asks for port "${asked.value}". A port is a whole number from 0 to 65535.`,
    );
  }
  if (port === 0) return { port: await freePort(), moved: false };
  if (!(await isFree(port))) {
    throw new Error(
      `Port ${port} is taken, and ${asked.askedBy} asked for it.\n` +
        `Stop what listens there, or give another port (0 takes a free one), or leave ${asked.askedBy} out.`,
    );
  }
  return { port, moved: false };
}
