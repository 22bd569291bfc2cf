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

test('what the content security policy forbids is tried once for each signal, with one debug line', async () => {
  await kit.open({}, { policy: `connect-src ${kit.site.origin}/api/echo` });
  // The browser's own words.
  const refusals = () => consoleLines.filter((line) => line.startsWith('error') && line.includes('/v1/'));
  await expect.poll(() => refusals().length).toBeGreaterThan(0);
  await expectAppUnharmed();
  const before = refusals().length;
  await kit.page.evaluate(() => {
    for (let i = 0; i < 500; i += 1) window.throughline.log.info(`line ${i}`);
  });
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.other.until(() => kit.other.events.length > 0);
  expect(before).toBeLessThanOrEqual(2);
  expect(refusals()).toHaveLength(before);
  expect(kit.site.relayBytes).toEqual([]);
});
