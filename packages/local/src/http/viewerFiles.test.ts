import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, startBackend } from '@throughline/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../testing/TestClient.js';

let backend: Backend;
let client: TestClient;
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'throughline-viewer-'));
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>viewer</title>');
  await writeFile(join(directory, 'app.js'), 'export {};');
  backend = await startBackend({ port: 0, viewerDir: directory });
  client = new TestClient(backend);
});
afterAll(async () => {
  await backend.close();
  await rm(directory, { recursive: true, force: true });
});

test.each(['/', '/trace/abc', '/trace/abc/def'])(
  '%s is the page, with a policy that lets nothing else run',
  async (path) => {
    const response = await client.fetch(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>viewer</title>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  },
);

test('scripts have their type', async () => {
  expect((await client.fetch('/app.js')).headers.get('content-type')).toContain('text/javascript');
});

test.each([
  '/none.js',
  '/..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/package.json',
  '/app.js%00.html',
  '/index',
  '/%ff.js',
])('%s is a 404', async (path) => {
  expect((await client.fetch(path)).status).toBe(404);
});

test('a viewer that is not built says how to build it', async () => {
  const bare = await startBackend({ port: 0, viewerDir: join(directory, 'missing') });
  const response = await new TestClient(bare).fetch('/');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('npx turbo run build --filter=@throughline/viewer');
  await bare.close();
});
