import { expect, test } from 'vitest';
import { SERVICE_HUES, serviceHue } from './serviceHue.js';
import { serviceShape } from './serviceShape.js';

test('services keep their colour by name, and only browsers have the browser colour', () => {
  const hue = (name: string) => serviceHue({ name, browser: false });
  expect(hue('store')).not.toBe(hue('payments'));
  expect(hue('store')).toBe(hue('store'));
  const hues = new Set(Array.from({ length: 200 }, (_, i) => hue(`service-${i}`)));
  expect([...hues].sort()).toEqual([...SERVICE_HUES].sort());
  expect(serviceHue({ name: 'store', browser: true })).toBe('browser');
  expect(serviceShape({ name: 'anything', browser: true })).toBe('square');
});
