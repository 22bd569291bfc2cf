import { expect, test, vi } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();

test('debug prints one line for each span, line, error and event, with what can be unfolded behind it', async () => {
  const printed: { line: string; details: unknown[] }[] = [];
  kit.page.on('console', async (message) => {
    if (message.type() !== 'debug') return;
    const [line, ...details] = await Promise.all(message.args().map((arg) => arg.jsonValue()));
    printed.push({
      line: String(line)
        .replace(/[\d.]+ (ms|s)\b/, '<time>')
        .replace(/[0-9a-f]{32}/, '<id>'),
      details,
    });
  });
  await kit.open({ debug: true });
  await kit.page.evaluate(async () => {
    const { log, captureError, withSpan } = window.throughline;
    log.warn('nearly sold out', { left: 2 });
    captureError(new RangeError('too many'));
    await withSpan('count', { attributes: { shelf: 7 } }, () => Promise.reject(new Error('dropped'))).catch(
      () => {},
    );
  });
  await kit.untilSpans('page load /', 'count');
  await kit.site.until(() => kit.site.logs.length === 2);

  const expected = [
    '[throughline] event browser.navigation / · trace <id>',
    '[throughline] warn nearly sold out · trace <id>',
    '[throughline] error · trace <id>',
    '[throughline] span count · <time> · failed · trace <id>',
    '[throughline] span page load / · <time> · trace <id>',
  ];
  const lines = () => printed.map(({ line }) => line);
  // The console's objects are fetched from the browser.
  await vi.waitFor(() => expect(lines()).toEqual(expect.arrayContaining(expected)), 10_000);
  const detailsOf = (start: string) => printed.find(({ line }) => line.startsWith(start))?.details;
  expect(detailsOf('[throughline] warn')).toEqual([{ left: 2 }]);
  // The error itself: a console shows its stack, with source maps.
  expect(String(detailsOf('[throughline] error')?.[0])).toContain('RangeError: too many');
  expect(detailsOf('[throughline] span count')).toEqual([expect.objectContaining({ shelf: 7 })]);
});
