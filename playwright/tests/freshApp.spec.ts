import { createTelemetry } from '@throughline/playwright';
import { FreshApp } from '../freshApp/FreshApp.js';
import { expect, test, traceIdOf } from '../stack/test.js';

test('an app outside of this repository that follows the README has traces of browser and server', async ({
  page,
}) => {
  // An install, a dev server's first compilation and a production build: a minute on a machine with nothing else to do.
  test.setTimeout(300_000);
  const app = new FreshApp();
  try {
    await test.step('write the app and install the packed packages', () => app.create());
    const backend = await test.step('start the backend', () => app.startBackend());
    const telemetry = createTelemetry({ jaeger: backend, loki: backend, metrics: backend }, 20_000);

    const sayHello = async (url: string, greeting = 'Hello from the server') => {
      await page.goto(url);
      // Before hydration a click does nothing: the button is pressed until it answers.
      const answered = page.waitForResponse((response) => response.url() === `${url}/api/hello`);
      await expect(async () => {
        await page.getByRole('button', { name: 'Say hello' }).click();
        await expect(page.getByText(greeting)).toBeVisible({ timeout: 5_000 });
      }).toPass();
      const traceId = traceIdOf(await answered);
      const trace = await telemetry.traceWith(traceId, {
        service: 'my-app-browser',
        name: 'GET /api/hello',
        children: [
          {
            service: 'my-app',
            kind: 'server',
            name: 'GET /api/hello',
            attributes: { 'http.route': '/api/hello' },
          },
        ],
      });
      expect(trace.spans.filter((span) => span.kind === 'server')).toHaveLength(1);
      // Once: a second registration would say everything twice.
      const lines = await telemetry.logs(traceId);
      expect(lines.map(({ labels, fields }) => `${labels.service_name}: ${fields.msg}`)).toEqual([
        'my-app: GET /api/hello 200',
      ]);
    };

    const dev = await test.step('next dev', () => app.startDev());
    await test.step('click in next dev', () => sayHello(dev.url));
    await test.step('edit the handler and instrumentation.ts, and click again', async () => {
      app.editWhileItRuns('Hello again from the server');
      await sayHello(dev.url, 'Hello again from the server');
    });
    await dev.stop();
    const production = await test.step('next build, and start it elsewhere', () => app.startStandalone());
    await test.step('click in production', () => sayHello(production.url, 'Hello again from the server'));
  } catch (error) {
    // The first thing that anybody wants to know, and gone with the folder.
    console.log(app.printed);
    throw error;
  } finally {
    await app.destroy();
  }
});
