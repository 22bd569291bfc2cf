import { STATUS_CODE } from '@throughline/otlp';
import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

/** Adds an image, a script and a style that are not there. */
async function addBroken(): Promise<void> {
  await kit.page.evaluate(() => {
    const add = (tag: string, attributes: Record<string, string>) =>
      document.head.append(Object.assign(document.createElement(tag), attributes));
    add('img', { src: '/api/status/404?token=secret' });
    add('script', { src: '/api/status/500' });
    add('link', { rel: 'stylesheet', href: '/api/status/403' });
  });
}

const messages = () => kit.site.logs.map(({ message }) => message).sort();

test('images, scripts and styles that do not load are reported, early ones too, and fail no span', async () => {
  await kit.openEarly();
  await addBroken();
  await kit.page.waitForFunction(() => performance.getEntriesByType('resource').length >= 4);
  await kit.bringDeferred();
  await kit.site.until(() => kit.site.logs.length === 3);
  expect(messages()).toEqual([
    `ResourceError: img did not load: ${kit.site.origin}/api/status/404?token=REDACTED`,
    `ResourceError: link did not load: ${kit.site.origin}/api/status/403`,
    `ResourceError: script did not load: ${kit.site.origin}/api/status/500`,
  ]);
  await kit.untilSpans('page load /');
  const load = kit.span('page load /');
  for (const log of kit.site.logs) {
    expect(log).toMatchObject({
      eventName: 'exception',
      traceId: load.traceId,
      attributes: { 'throughline.error.source': 'resource', 'exception.type': 'ResourceError' },
    });
  }
  expect(load.status?.code ?? STATUS_CODE.UNSET).toBe(STATUS_CODE.UNSET);
});

test('a script of Next.js that fails is reported: before the deferred part is asked for, and once it is there', async () => {
  const addChunk = (name: string) =>
    kit.page.evaluate(
      (src) =>
        new Promise<void>((resolve) => {
          const onerror = () => resolve();
          document.head.append(Object.assign(document.createElement('script'), { src, onerror }));
        }),
      `/_next/static/chunks/${name}.js`,
    );
  await kit.page.route('**/_next/**', (route) => route.fulfill({ status: 404 }));
  await kit.openEarly();
  await addChunk('early');
  await kit.bringDeferred();
  await addChunk('late');
  await kit.site.until(() => kit.site.logs.length === 2);
  expect(messages()).toEqual(
    ['early', 'late'].map(
      (name) => `ResourceError: script did not load: ${kit.site.origin}/_next/static/chunks/${name}.js`,
    ),
  );
});

test('switched off they are not', async () => {
  await kit.open({ capture: { resourceErrors: false } });
  await addBroken();
  await kit.page.waitForFunction(() => performance.getEntriesByType('resource').length >= 4);
  await kit.page.evaluate(() => window.throughline.log.info('last'));
  await kit.site.until(() => messages().includes('last'));
  expect(messages()).toEqual(['last']);
});
