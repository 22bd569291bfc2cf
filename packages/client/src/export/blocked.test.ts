import { beforeEach, expect, test } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();
let consoleLines: string[];
let pageErrors: Error[];

beforeEach(() => {
  consoleLines = [];
  pageErrors = [];
  kit.page.on('console', (line) => consoleLines.push(`${line.type()} ${line.text()}`));
  kit.page.on('pageerror', (error) => pageErrors.push(error));
});

async function expectAppUnharmed(): Promise<void> {
  expect(await kit.page.evaluate(() => fetch('/api/echo').then((response) => response.text()))).toBe('ok');
  expect(consoleLines.filter((line) => line.includes('[throughline]'))).toEqual([
    'debug [throughline] no answer from /api/telemetry; telemetry waits and is tried again.',
  ]);
  expect(pageErrors).toEqual([]);
}

test.each(['blockedbyclient', 'connectionrefused'] as const)(
  'a relay that cannot be reached (%s) costs the app nothing but one debug line',
  async (reason) => {
    let tried = 0;
    await kit.page.route('**/api/telemetry/**', (route) => {
      tried += 1;
      return route.abort(reason);
    });
    await kit.open();
    await kit.page.evaluate(() => window.throughline.log.info('never arrives'));
    await expect.poll(() => tried, { timeout: 10_000 }).toBeGreaterThan(3);
    await expectAppUnharmed();
  },
);

test('an early leaver under such a policy tries one beacon for each signal', async () => {
  await kit.openEarly({}, { policy: `connect-src ${kit.site.origin}/api/echo` });
  await kit.page.evaluate(() => {
    for (let i = 0; i < 100; i += 1) window.throughline.log.info(`line ${i}`);
  });
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  expect(consoleLines.filter((line) => line.includes('/v1/')).length).toBeLessThanOrEqual(2);
  expect(consoleLines.filter((line) => line.includes('[throughline]'))).toEqual([]);
  expect(pageErrors).toEqual([]);
});

test('what the content security policy forbids is tried once for each signal, with one debug line', async () => {
  await kit.open({}, { policy: `connect-src ${kit.site.origin}/api/echo` });
  // The browser's own words: one line for the policy, one for the request.
  const refusals = (path: string) =>
    consoleLines.filter((line) => line.startsWith('error Fetch API') && line.includes(path));
  await expect.poll(() => refusals('/v1/').length).toBeGreaterThan(0);
  await expectAppUnharmed();
  await kit.page.evaluate(() => {
    for (let i = 0; i < 500; i += 1) window.throughline.log.info(`line ${i}`);
  });
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.other.until(() => kit.other.events.length > 0);
  expect(refusals('/v1/logs').length).toBeLessThanOrEqual(1);
  expect(refusals('/v1/traces').length).toBeLessThanOrEqual(1);
  expect(kit.site.relayBytes).toEqual([]);
});
