import { expect, it } from 'vitest';
import { deviceClass } from './deviceClass.js';

it.each([
  ['desktop', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36', '?0'],
  [
    'mobile',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/147.0.0.0 Mobile Safari/537.36',
    '?1',
  ],
  [
    'mobile',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
    null,
  ],
  ['mobile', 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', null],
  ['tablet', 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36', '?0'],
  ['tablet', 'Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X) Version/12.0 Mobile/15E148 Safari/604.1', null],
  ['tablet', 'Mozilla/5.0 (Android 15; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0', null],
  ['desktop', '', null],
  ['desktop', 'x'.repeat(100_000), null],
])('%s: %s', (device, userAgent, mobile) => {
  const headers = new Headers({ 'user-agent': userAgent });
  if (mobile !== null) headers.set('sec-ch-ua-mobile', mobile);
  expect(deviceClass(headers)).toBe(device);
});
