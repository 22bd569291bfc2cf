import { expect, test } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();

async function setHidden(hidden: boolean): Promise<void> {
  await kit.page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
}

const attributesOf = (message: string) =>
  kit.site.logs.find((log) => log.message === message)?.attributes ?? {};

test('records say how the visitor is connected, and that the page was hidden', async () => {
  await kit.page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { type: 'cellular', effectiveType: '3g' } }),
  );
  await kit.open();
  await kit.page.evaluate(() => window.throughline.log.info('seen'));
  await setHidden(true);
  await kit.page.evaluate(() => window.throughline.log.info('unseen'));
  await setHidden(false);
  await kit.page.evaluate(() => window.throughline.log.info('seen again'));
  await kit.site.until(() => kit.site.logs.length === 3);
  const connected = { 'network.connection.type': 'cell', 'throughline.network.effective_type': '3g' };
  expect(attributesOf('unseen')).toMatchObject({ ...connected, 'throughline.page.hidden': true });
  for (const message of ['seen', 'seen again']) {
    expect(attributesOf(message)).toMatchObject(connected);
    expect(attributesOf(message)).not.toHaveProperty('throughline.page.hidden');
  }
  // What is told as the page becomes hidden is of the time before.
  await kit.site.until(() => kit.site.events.some((event) => event.eventName === 'browser.web_vital'));
  const vital = kit.site.events.find((event) => event.eventName === 'browser.web_vital');
  expect(vital?.attributes).not.toHaveProperty('throughline.page.hidden');
});

test('a browser that does not tell of the connection leaves it out', async () => {
  await kit.page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: undefined }));
  await kit.open();
  await kit.page.evaluate(() => window.throughline.log.info('somewhere'));
  await kit.site.until(() => kit.site.logs.length === 1);
  expect(Object.keys(attributesOf('somewhere')).filter((key) => key.includes('network'))).toEqual([]);
});
