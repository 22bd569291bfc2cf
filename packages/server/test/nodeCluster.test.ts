import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type App, freePort, startApp } from './startApp.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const REQUESTS_A_LOOK = 10;

let app: App;
let metricsUrl: string;
beforeAll(async () => {
  const port = await freePort();
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  app = await startApp(FOLDER, [`${FOLDER}nodeCluster.mjs`], { THROUGHLINE_METRICS_PORT: String(port) });
});
afterAll(() => app?.terminate());

/** On a connection of its own: the primary hands connections round, not requests. */
function getOnce(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

it('each worker of a cluster has series of its own, and together they count every request', async () => {
  let sent = 0;
  await vi.waitFor(
    async () => {
      // The second worker may come up after the first has answered for a while.
      for (let index = 0; index < REQUESTS_A_LOOK; index++, sent++) await getOnce(`${app.url}/work`);
      const counts = new Map<string, number>();
      for (let index = 0; index < 4; index++) {
        const page = await getOnce(metricsUrl);
        const line = /_duration_seconds_count\{[^}]*http_route="\/work"[^}]*worker_id="(\d)"\} (\d+)/.exec(
          page,
        );
        if (line?.[1]) counts.set(line[1], Number(line[2]));
      }
      expect(counts.size).toBe(2);
      expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(sent);
    },
    { timeout: 30_000 },
  );
});
