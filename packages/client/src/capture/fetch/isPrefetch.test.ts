import { expect, test } from 'vitest';
import { isNavigationRequest, isPrefetch } from './isPrefetch.js';

test.each([
  ['App Router prefetch', { RSC: '1', 'Next-Router-Prefetch': '1' }, true, false],
  ['segment prefetch', { rsc: '1', 'next-router-segment-prefetch': '/_tree' }, true, false],
  ['Pages Router prefetch', { 'x-nextjs-data': '1', purpose: 'prefetch' }, true, false],
  ['App Router navigation', { RSC: '1' }, false, true],
  ['Pages Router navigation', { 'x-nextjs-data': '1' }, false, true],
  ['server action', { 'next-action': 'abc', accept: 'text/x-component' }, false, false],
  ['any other request', {}, false, false],
])('%s', (_, headers, prefetch, navigation) => {
  expect(isPrefetch(new Headers(headers))).toBe(prefetch);
  if (!prefetch) expect(isNavigationRequest(new Headers(headers))).toBe(navigation);
});
