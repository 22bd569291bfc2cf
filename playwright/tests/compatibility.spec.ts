import type { Page } from '@playwright/test';
import { createTelemetry } from '@throughline/playwright';
import { FreshApp, type FreshAppOptions, type RunningApp } from '../freshApp/FreshApp.js';
import { expect, test, traceIdOf } from '../stack/test.js';

const FILES = new URL('../freshApp/compatibility/', import.meta.url);
const NEXT_START = (port: string) => [
  'node_modules/next/dist/bin/next',
  'start',
  '--hostname',
  '127.0.0.1',
  '--port',
  port,
];
const CUSTOM_SERVER = () => ['server.mjs'];

/** The app with a page and an API route of the Pages Router beside those of the App Router. */
const APPS: Record<string, FreshAppOptions & { servers: Record<string, (port: string) => string[]> }> = {
  'Next 15.3, webpack': {
    // TypeScript 7 has no programming interface, which Next has used since 16.
    versions: { next: '15.3.9', typescript: '5.9.3' },
    servers: { 'next start': NEXT_START },
  },
  'Next 16, webpack': {
    bundler: ['--webpack'],
    servers: { 'next start': NEXT_START, 'a custom server': CUSTOM_SERVER },
  },
};

for (const [name, { servers, ...options }] of Object.entries(APPS)) {
  test(`${name}: both routers, session tokens, in ${Object.keys(servers).join(' and ')}`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
    await withApp(options, SETTINGS, async (app, backend) => {
      await app.build();
      for (const [server, command] of Object.entries(servers)) {
        await test.step(server, async () => {
          const running = await app.startBuilt(command);
          await tracesBothRouters(page, running, backend);
          await namesNavigations(page, running, backend);
          await running.stop();
        });
      }
    });
  });
}

test('Next 16, webpack: a handler and instrumentation.ts edited under next dev', async ({ page }) => {
  test.setTimeout(600_000);
  // Without the secret here: a page that offers a session token is served where none is asked for, too.
  const settings = { THROUGHLINE_METRICS_TOKEN: 'compatibility' };
  await withApp({ bundler: ['--webpack'] }, settings, async (app, backend) => {
    const dev = await app.startDev();
    await tracesAppRouter(page, dev, backend, 'Hello from the server');
    app.editWhileItRuns('Hello again from the server');
    await tracesAppRouter(page, dev, backend, 'Hello again from the server');
  });
});

test('Node 22 and 24: next start, and a custom server', async ({ page }) => {
  test.skip(
    process.platform !== 'linux' || process.arch !== 'x64',
    'npm has programs of Node.js to try it with for Linux on x64',
  );
  test.setTimeout(600_000);
  await withApp({}, SETTINGS, async (app, backend) => {
    await app.build();
    for (const version of ['22', '24']) {
      await test.step(`Node ${version}`, async () => {
        const node = await app.installNode(version);
        for (const command of [NEXT_START, CUSTOM_SERVER]) {
          const running = await app.startBuilt(command, node);
          await tracesBothRouters(page, running, backend);
          const metrics = await (await fetch(`${running.url}/api/metrics`, { headers: TOKEN })).text();
          expect(metrics).toContain(`nodejs_version="${version}.`);
          await running.stop();
        }
      });
    }
  });
});

/** The relay takes only what shows a session token, and the metrics are behind one of their own. */
const SETTINGS = { THROUGHLINE_METRICS_TOKEN: 'compatibility', THROUGHLINE_RELAY_SECRET: 's'.repeat(32) };
const TOKEN = { authorization: 'Bearer compatibility' };

async function withApp(
  options: FreshAppOptions,
  settings: Readonly<Record<string, string>>,
  use: (app: FreshApp, backend: string) => Promise<void>,
): Promise<void> {
  const app = new FreshApp({ files: FILES, ...options });
  try {
    await app.create();
    await use(app, await app.startBackend(settings));
  } catch (error) {
    // The first thing that anybody wants to know, and gone with the folder.
    console.log(app.printed);
    throw error;
  } finally {
    await app.destroy();
  }
}

async function tracesBothRouters(page: Page, app: RunningApp, backend: string): Promise<void> {
  await tracesAppRouter(page, app, backend, 'Hello from the server');
  const lines = await tracesClick(page, app, backend, {
    path: '/legacy',
    button: 'Ask the API route',
    request: '/api/legacy/7',
    route: '/api/legacy/[id]',
    text: 'API route 7',
    child: 'look up',
  });
  expect(lines).toEqual(['GET /api/legacy/[id] 200', 'looked up']);
  const metrics = await (await fetch(`${app.url}/api/metrics`, { headers: TOKEN })).text();
  for (const route of ['/api/legacy/[id]', '/legacy', '/api/hello', '/']) {
    expect(metrics).toContain(
      `http_server_request_duration_seconds_count{http_request_method="GET",http_route="${route}"`,
    );
  }
}

/** By the template of the route, which the client reads from what each version of Next keeps in the page. */
async function namesNavigations(page: Page, app: RunningApp, backend: string): Promise<void> {
  for (const { from, link, text, name } of [
    { from: '/things', link: 'The seventh', text: 'Thing 7', name: 'navigation /things/[id]' },
    { from: '/legacy', link: 'The ninth', text: 'Item 9', name: 'navigation /legacy/[id]' },
  ]) {
    const since = Date.now();
    // The deferred part is there when it has sent something.
    const relayed = page.waitForRequest('**/api/telemetry/v1/traces');
    await page.goto(app.url + from);
    await relayed;
    await page.getByRole('link', { name: link }).click();
    await expect(page.getByText(text)).toBeVisible();
    const telemetry = createTelemetry({ jaeger: backend, loki: backend, metrics: backend }, 20_000);
    await telemetry.findTrace(
      { service: 'my-app-browser', lookbackMillis: Date.now() - since + 5_000, limit: 50 },
      (found) => found.spans.some((span) => span.name === name),
    );
  }
}

async function tracesAppRouter(page: Page, app: RunningApp, backend: string, text: string): Promise<void> {
  const lines = await tracesClick(page, app, backend, {
    path: '/',
    button: 'Say hello',
    request: '/api/hello',
    route: '/api/hello',
    text,
  });
  expect(lines).toEqual(['GET /api/hello 200']);
}

/** What a visitor's click has to leave behind: one trace of browser and server, and the lines of its request, given back. */
async function tracesClick(
  page: Page,
  app: RunningApp,
  backend: string,
  click: { path: string; button: string; request: string; route: string; text: string; child?: string },
): Promise<string[]> {
  const telemetry = createTelemetry({ jaeger: backend, loki: backend, metrics: backend }, 20_000);
  await page.goto(app.url + click.path);
  const answered = page.waitForResponse((response) => response.url() === app.url + click.request);
  // Before hydration a click does nothing: the button is pressed until it answers.
  await expect(async () => {
    await page.getByRole('button', { name: click.button }).click();
    await expect(page.getByText(click.text)).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const traceId = traceIdOf(await answered);
  const trace = await telemetry.traceWith(traceId, {
    service: 'my-app-browser',
    name: `GET ${click.request}`,
    children: [
      {
        service: 'my-app',
        kind: 'server',
        name: `GET ${click.route}`,
        attributes: { 'http.route': click.route },
        ...(click.child
          ? { children: [{ name: `handler ${click.route}`, children: [{ name: click.child }] }] }
          : {}),
      },
    ],
  });
  expect(trace.spans.filter((span) => span.kind === 'server')).toHaveLength(1);
  const lines = await telemetry.logs(traceId);
  return lines.map(({ fields }) => String(fields.msg)).sort();
}
