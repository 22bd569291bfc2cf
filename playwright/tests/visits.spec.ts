import { makeVisits } from '../../bench/visits/makeVisits.mjs';
import { startVisitsApp, type VisitsApp } from '../../bench/visits/visitsApp.mjs';
import { expect, test } from '../stack/test.js';

test.describe('what pages recorded arrives, however they are left', () => {
  test.describe.configure({ timeout: 300_000 });
  let app: VisitsApp;

  test.beforeAll(async () => {
    test.setTimeout(300_000);
    app = await startVisitsApp();
  });
  test.afterAll(() => app?.stop());

  test('of 100 visits, half of them left within 300 ms by link, to another site, close or reload: 99.5 % of records, none twice', async ({
    browser,
  }) => {
    const { expected, arrived, twice, missing } = await makeVisits(browser, app, { visits: 100, atOnce: 2 });
    // Each visit has a page load, a page view, a line, a request and an error at least.
    expect(expected).toBeGreaterThan(400);
    expect(arrived / expected, `missing: ${missing.join(', ')}`).toBeGreaterThanOrEqual(0.995);
    expect(twice).toBe(0);
  });

  test('of visits to a page whose relay is on another origin, too', async ({ browser }) => {
    const init = { endpoint: `${app.otherOrigin}/api/telemetry` };
    const { expected, arrived, missing } = await makeVisits(browser, app, {
      visits: 16,
      atOnce: 2,
      init,
      seed: 2,
    });
    expect(expected).toBeGreaterThan(60);
    // One tab that is closed as the script starts may be lost, with the five records of its start.
    expect(expected - arrived, `missing: ${missing.join(', ')}`).toBeLessThanOrEqual(5);
  });
});
