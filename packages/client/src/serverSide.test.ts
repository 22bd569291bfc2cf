import { expect, test } from 'vitest';
import * as browserSide from './index.js';
import * as serverSide from './serverSide.js';

// These tests run in Node.js, which is what rendering on a server is.

test('both sides export the same functions', () => {
  expect(Object.keys(serverSide).sort()).toEqual(Object.keys(browserSide).sort());
});

test.each([
  ['the server side', serverSide],
  ['the browser side', browserSide],
])('on a server %s does the work of the app and nothing else', async (_, api) => {
  const fetchBefore = globalThis.fetch;
  api.init();
  api.log.error('nobody hears this', { error: new Error('x') });
  api.captureError(new Error('x'));
  api.onRouterTransitionStart('/x', 'push');
  expect(await api.withSpan('render', ({ span, run }) => run(() => span.isRecording()))).toBe(false);
  await expect(api.withSpan('render', () => Promise.reject(new Error('of the app')))).rejects.toThrow(
    'of the app',
  );
  expect(globalThis.fetch).toBe(fetchBefore);
});
