import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

const reported = () =>
  kit.site.logs
    .filter((log) => log.attributes['throughline.error.source'] === 'console')
    .map(({ message }) => message);

test('console.error is reported when asked for, and still printed; an error once, whoever else saw it', async () => {
  const printed: string[] = [];
  kit.page.on('console', (line) => void (line.type() === 'error' && printed.push(line.text())));
  await kit.open({ capture: { consoleErrors: true }, debug: true });
  await kit.page.evaluate(() => {
    console.error('the cart is', { empty: true }, 7);
    const seen = new Error('seen before');
    window.throughline.captureError(seen);
    console.error('again:', seen);
    console.error('with', new TypeError('not a function'));
    window.throughline.log.info('last');
  });
  await kit.site.until(() => kit.site.logs.some(({ message }) => message === 'last'));
  expect(reported()).toEqual(['console.error: the cart is {"empty":true} 7', 'TypeError: not a function']);
  expect(printed).toHaveLength(3);
});

test('it is off by default, and put back when consent is withdrawn', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    console.error('not asked for');
    window.throughline.log.info('last');
  });
  await kit.site.until(() => kit.site.logs.length === 1);
  expect(reported()).toEqual([]);

  await kit.page.addInitScript(() => Object.assign(window, { ownError: console.error }));
  await kit.open({ capture: { consoleErrors: true } });
  const isOwn = () =>
    kit.page.evaluate(() => (window as Window & { ownError?: unknown }).ownError === console.error);
  expect(await isOwn()).toBe(false);
  await kit.page.evaluate(() => window.throughline.setConsent(false));
  expect(await isOwn()).toBe(true);
});
