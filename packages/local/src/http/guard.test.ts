import { request } from 'node:http';
import { type Backend, startBackend } from '@throughline/local';
import { afterAll, beforeAll, expect, test } from 'vitest';

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend({ port: 0 });
});
afterAll(() => backend.close());

/** `fetch` sets Host itself: a rebinding page's request has to be made by hand. */
function status(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: backend.port, method, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end(method === 'POST' ? '{"resourceSpans":[]}' : undefined);
  });
}

test.each([
  ['localhost:4318', 200],
  ['LOCALHOST', 200],
  ['shop.localhost:4318', 200],
  ['127.0.0.1:1', 200],
  ['[::1]:4318', 200],
  ['evil.example', 403],
  ['evil.example:4318', 403],
  ['localhost.evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['a b', 403],
])('Host %s: %i', async (host, expected) => {
  expect(await status('GET', '/healthz', { host })).toBe(expected);
});

test.each([
  ['http://evil.example', 403],
  ['http://localhost:3000', 403],
  ['null', 403],
  ['http://localhost:4318', 200],
])('a write of a page of %s: %i', async (origin, expected) => {
  const headers = { host: 'localhost:4318', origin, 'content-type': 'application/json' };
  expect(await status('POST', '/v1/traces', headers)).toBe(expected);
});

test('a preflight is not answered with permission', async () => {
  const response = await fetch(`${backend.url}/v1/traces`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' },
  });
  expect(response.status).toBe(403);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});
