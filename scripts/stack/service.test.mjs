import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { freePort } from './ports.mjs';
import { startService } from './service.mjs';

const logDir = mkdtempSync(join(tmpdir(), 'service-'));
const SERVER = `
  // Threads share the process: the end of one, or of its stdin, is not the end of the service.
  new (require('node:worker_threads').Worker)('', { eval: true });
  const server = require('node:http').createServer((_, response) => response.end('ok'));
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => { console.log('flushed'); process.exit(0); });
`;

test('a service is up when it answers, and gets to flush when it is stopped', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const env = { PORT: String(port) };
  const service = await startService({ name: 'ok', args: ['-e', SERVER], env, healthUrl: url, logDir });
  expect(await (await fetch(url)).text()).toBe('ok');
  await service.stop();
  expect(await service.ended).toBe(0);
  expect(readFileSync(service.logFile, 'utf8')).toContain('flushed');
  expect(() => process.kill(service.pid, 0)).toThrow();
});

test('a service that ends at once fails with what it printed', async () => {
  const args = ['-e', 'console.error("no such table"); process.exit(3)'];
  const healthUrl = `http://127.0.0.1:${await freePort()}/`;
  await expect(startService({ name: 'bad', args, env: {}, healthUrl, logDir })).rejects.toThrow(
    /bad ended.*no such table/s,
  );
});

test('a service that never answers is stopped and named', async () => {
  const args = ['-e', 'setInterval(() => {}, 1000)'];
  const healthUrl = `http://127.0.0.1:${await freePort()}/`;
  const start = startService({ name: 'mute', args, env: {}, healthUrl, logDir, timeoutMillis: 300 });
  await expect(start).rejects.toThrow(/mute did not answer within 0.3 s/);
});

test('a service ends, as at SIGTERM, when who started it was killed', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const options = {
    name: 'orphan',
    args: ['-e', SERVER],
    env: { PORT: String(port) },
    healthUrl: url,
    logDir,
  };
  const module = new URL('service.mjs', import.meta.url).href;
  const script = `
    const { startService } = await import(${JSON.stringify(module)});
    await startService(${JSON.stringify(options)});
    console.log('up');
    setInterval(() => {}, 1000);
  `;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(starter.stdout, 'data');
  expect(await (await fetch(url)).text()).toBe('ok');
  starter.kill('SIGKILL');
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 20_000 });
  expect(readFileSync(join(logDir, 'orphan.log'), 'utf8')).toContain('flushed');
});
