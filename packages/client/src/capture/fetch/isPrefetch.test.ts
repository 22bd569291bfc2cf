import { expect, test } from 'vitest';
import { isNavigationRequest, isPrefetch } from './isPrefetch.js';

test.each([
  ['App Router prefetch', { RSC: '1', 'Next-Router-Prefetch': '1' }, true],
  ['segment prefetch', { rsc: '1', 'next-router-segment-prefetch': '/_tree' }, true],
  ['Pages Router prefetch', { 'x-nextjs-data': '1', purpose: 'prefetch' }, true],
  ['middleware prefetch', { 'x-middleware-prefetch': '1' }, true],
  ['App Router navigation', { RSC: '1' }, false, true],
  ['Pages Router navigation', { 'x-nextjs-data': '1' }, false, true],
  ['server action', { 'next-action': 'abc', accept: 'text/x-component' }, false, false],
  ['a request that only mentions it', { 'x-feature': 'prefetching' }, false, false],
  ['any other request', {}, false, false],
] as const)('%s', (_, headers, prefetch, navigation?: boolean) => {
  expect(isPrefetch(new Headers(headers))).toBe(prefetch);
  if (!prefetch) expect(isNavigationRequest(new Headers(headers))).toBe(navigation);
});
