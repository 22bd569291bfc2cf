import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startFaultServer } from '@throughline/fault-server';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('loggingService.mjs', import.meta.url));

it('a service whose stdout and stderr nobody reads any more lives on, and its lines go to Loki', async () => {
  const faults = await startFaultServer();
  const service = fork(SCRIPT, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, LOKI_URL: faults.url, OTEL_EXPORTER_OTLP_ENDPOINT: faults.url },
  });
  const ended = once(service, 'exit');
  await once(service, 'message');
  service.stdout?.destroy();
  service.stderr?.destroy();
  // Both threads have something to say on stderr.
  faults.next.push(503, 503, 503, 503);
  const before = faults.lines.length;
  await expect.poll(() => faults.lines.length, { timeout: 30_000 }).toBeGreaterThan(before + 500);
  expect([service.exitCode, service.signalCode]).toEqual([null, null]);
  service.kill('SIGTERM');
  expect(await ended).toEqual([143, null]);
  await faults.close();
});
