import { startFaultServer } from '@throughline/fault-server';
import { afterEach, expect, it } from 'vitest';
import { runRelay } from '../../test/runRelay.js';
import { processState } from '../runtime/processState.js';
import { PUT } from './route.js';

const put = (headers: Record<string, string> = {}) =>
  PUT(new Request('http://shop.example/api/admin', { method: 'PUT', body: '{}', headers }));

afterEach(() => {
  processState().running = undefined;
});

it('is off without a token of its own, whatever the caller shows', async () => {
  const faults = await startFaultServer();
  runRelay(faults.url, { metricsToken: 'metrics' });
  for (const authorization of ['', 'Bearer ', 'Bearer metrics', 'Bearer undefined']) {
    const response = await put({ authorization });
    expect([response.status, await response.json()]).toEqual([
      404,
      { message: 'off: THROUGHLINE_ADMIN_TOKEN is not set' },
    ]);
  }
  await faults.close();
});

it('is off where telemetry is', async () => {
  processState().running = undefined;
  expect((await put({ authorization: 'Bearer admin' })).status).toBe(404);
});
