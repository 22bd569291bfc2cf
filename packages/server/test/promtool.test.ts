import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, freePort, startApp } from './startApp.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
/** Where `infra/native` keeps the real servers' tools. */
const native = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'throughline/native');
const promtool = (existsSync(native) ? readdirSync(native) : [])
  .filter((name) => name.startsWith('promtool-'))
  .map((name) => join(native, name))[0];
if (!promtool) console.log(`skipped: no promtool in ${native}; "npm run stack -- --native" puts one there`);

let app: App;
let page: string;

beforeAll(async () => {
  const port = await freePort();
  app = await startApp(FOLDER, [`${FOLDER}nodeOptions.mjs`], { THROUGHLINE_METRICS_PORT: String(port) });
  for (const path of ['/order', '/calls', '/fails']) await fetch(app.url + path);
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { headers: { accept: 'text/plain' } });
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  page = await response.text();
});
afterAll(() => app?.terminate());

it('who asks for plain text gets no OpenMetrics', () => {
  expect(page).toContain('# TYPE orders_total counter\norders_total{kind="new"} 1');
  expect(page).not.toMatch(/# \{|# EOF/);
});

it.skipIf(!promtool)("promtool has nothing to say but prom-client's own three", async () => {
  const said = await new Promise<string>((resolve, reject) => {
    const child = execFile(promtool ?? '', ['check', 'metrics'], (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
    child.once('error', reject);
    child.stdin?.end(page);
  });
  const lints = said.split('\n').filter((line) => line !== '' && !/^nodejs_active_\w+_total /.test(line));
  expect(lints).toEqual([]);
  expect(said).toContain('nodejs_active_handles_total');
});
