import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { choosePort } from './ports.mjs';

/** @type {import('node:net').Server[]} */
const servers = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** @returns {Promise<number>} */
function takenPort() {
  return new Promise((resolve) => {
    const server = createServer().listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
    servers.push(server);
  });
}

test('a taken port that nobody asked for is replaced by a free one', async () => {
  const taken = await takenPort();
  const { port, moved } = await choosePort(undefined, taken);
  expect(moved).toBe(true);
  expect(port).not.toBe(taken);
});

test('a taken port that was asked for is an error that names who asked and what to do', async () => {
  const taken = await takenPort();
  await expect(choosePort({ value: String(taken), askedBy: '--port' }, 3000)).rejects.toThrow(
    new RegExp(`Port ${taken} is taken, and --port asked for it`),
  );
});

test.each(['x', '-1', '65536', '1.5'])('"%s" is no port', async (value) => {
  await expect(choosePort({ value, askedBy: 'the environment variable PORT' }, 3000)).rejects.toThrow(
    `the environment variable PORT asks for port "${value}"`,
  );
});

test('0 takes a free port', async () => {
  const { port, moved } = await choosePort({ value: '0', askedBy: '--port' }, 3000);
  expect(port).toBeGreaterThan(0);
  expect(moved).toBe(false);
});
