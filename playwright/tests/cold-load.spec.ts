import type { ServedApp } from '../../bench/client/nextApp.mjs';
import { onDeferredPart, openSlowPage, PARTS, startColdApp } from '../smallApp/ColdApp.js';
import { takeTelemetry, takeTraceParents } from '../smallApp/receivedTelemetry.js';
import { expect, test } from '../stack/test.js';

/** A line and three errors of the page, each in its own way. */
const EARLY_MESSAGES = ['early line', 'early boundary error', 'early rejection', 'early error'];

for (const [composition, bundler] of [
  ['light', 'turbopack'],
  ['standard', 'turbopack'],
  ['light', 'webpack'],
] as const) {
  test.describe(`a cold load with 400 ms, 50 KB/s and a quarter of the processor, ${composition}, ${bundler}`, () => {
    let app: ServedApp;

    test.beforeAll(async () => {
      test.setTimeout(180_000);
      app = await startColdApp(composition, bundler);
    });
    test.afterAll(() => app.stop());

    test('what happens during hydration is all there once the deferred part has come, however late', async ({
      context,
    }) => {
      test.setTimeout(120_000);
      const page = await openSlowPage(context);
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const deferred = await onDeferredPart(page, app, async (route) => {
        await released;
        await route.continue();
      });
      await page.goto(app.origin);
      await deferred.requested;
      const spanIds = await sentByHydration(app);
      // What was done before it came waits.
      expect(await takeTelemetry(app.origin)).toEqual({ spans: [], logs: [] });

      release();
      expect(await arrived(app, spanIds)).toEqual([]);

      // The app's own copy of OpenTelemetry's API, of which the client brings another.
      await page.getByRole('button', { name: 'Ask OpenTelemetry' }).click();
      await expect(async () => {
        const { spans } = await takeTelemetry(app.origin);
        expect(spans.map(({ name }) => name)).toContain('app span');
      }).toPass();
    });

    test('with the deferred part blocked nothing is lost either, and nobody is told but in one debug line', async ({
      context,
    }) => {
      test.setTimeout(120_000);
      const page = await openSlowPage(context);
      const printed: string[] = [];
      page.on('console', (line) => {
        if (line.text().includes('throughline')) printed.push(`${line.type()} ${line.text()}`);
      });
      const deferred = await onDeferredPart(page, app, (route) => route.abort('blockedbyclient'));
      const told = page.waitForEvent('console', (line) => line.text().includes('[throughline]'));
      await page.goto(app.origin);
      await deferred.requested;
      const spanIds = await sentByHydration(app);
      await told;
      expect(printed).toEqual([expect.stringMatching(/^debug \[throughline\] fault: /)]);

      await page.goto('about:blank');
      // Among them would be the blocked script, which is no fault of the app.
      expect(await arrived(app, spanIds)).toEqual([]);
    });
  });
}

/** Waits for the requests of the page's hydration. Each has to carry the page's trace. Gives the ids of their spans. */
async function sentByHydration(app: ServedApp): Promise<string[]> {
  const headers: (string | null)[] = [];
  await expect(async () => {
    headers.push(...(await takeTraceParents(app.origin)));
    expect(headers).toHaveLength(PARTS);
  }).toPass({ timeout: 60_000 });
  for (const header of headers) expect(header).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(new Set(headers.map((header) => header?.split('-')[1])).size).toBe(1);
  return headers.map((header) => header?.split('-')[2] ?? '');
}

/** Waits for these spans and for what the page said. Gives what it did not say. */
async function arrived(app: ServedApp, spanIds: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  const messages: string[] = [];
  await expect(async () => {
    const { spans, logs } = await takeTelemetry(app.origin);
    for (const { spanId } of spans) ids.add(spanId);
    for (const { body, eventName } of logs) {
      if (!eventName || eventName === 'exception') messages.push(body?.stringValue ?? '');
    }
    expect([...ids]).toEqual(expect.arrayContaining([...spanIds]));
    expect(messages.length).toBeGreaterThanOrEqual(EARLY_MESSAGES.length);
  }).toPass({ timeout: 60_000 });
  for (const early of EARLY_MESSAGES) {
    expect(messages.filter((message) => message.includes(early))).toHaveLength(1);
  }
  return messages.filter((message) => !EARLY_MESSAGES.some((early) => message.includes(early)));
}
