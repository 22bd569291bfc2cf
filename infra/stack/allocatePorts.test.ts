import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { allocatePorts } from './allocatePorts.mjs';

/** Holds a port while something else wants it. */
async function hold(port: number) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    release: () => new Promise((resolve) => server.close(resolve)),
  };
}

test('no port is given twice', async () => {
  const { ports } = await allocatePorts('0');
  const all = Object.values(ports);
  expect(new Set(all).size).toBe(all.length);
  for (const port of all) expect(port).toBeGreaterThan(1023);
});

test('a port of --port-base that is taken is an error that names who asked', async () => {
  const held = await hold(0);
  try {
    await expect(allocatePorts(String(held.port))).rejects.toThrow(
      `Port ${held.port} is taken, and --port-base ${held.port} asked for it.`,
    );
  } finally {
    await held.release();
  }
});

test.each(['80', '70000', 'x', '-1', '65530'])('--port-base %s is refused', async (base) => {
  await expect(allocatePorts(base)).rejects.toThrow(`--port-base is "${base}"`);
});
