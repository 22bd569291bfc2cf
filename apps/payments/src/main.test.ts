import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';

// The built service as it is started for real: `turbo run test` builds first.
const MAIN = new URL('../dist/main.js', import.meta.url).pathname;

function start(port: string) {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: port, NODE_ENV: 'production', THROUGHLINE_LOG_STDOUT: 'json' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, stdout, stderr }));
  const firstLine = once(child.stdout, 'data').then(() => JSON.parse(stdout.split('\n')[0] ?? ''));
  return { child, ended, firstLine };
}

test('says where it listens, serves, logs no card number, and ends at SIGTERM', async () => {
  const { child, ended, firstLine } = start('0');
  const { port, msg } = await firstLine;
  expect(msg).toBe('payments listens');
  const response = await fetch(`http://127.0.0.1:${port}/charge`, {
    method: 'POST',
    body: JSON.stringify({ amountCents: 5, currency: 'EUR', card: '4242424242424242', orderId: 'o1' }),
  });
  expect(response.status).toBe(200);
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(0);
  expect(stdout).toContain('"last4":"4242"');
  expect(stdout).not.toContain('42424242');
  expect(stderr).toBe('');
});

test('a taken port ends it with status 1 and says so', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const { code, stderr } = await start(String(port)).ended;
  holder.close();
  expect(code).toBe(1);
  expect(stderr).toContain('payments cannot start');
  expect(stderr).toContain(String(port));
});
