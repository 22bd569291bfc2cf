import { expect, test } from 'vitest';
import { DEFAULT_PORT, readPort } from './readPort.js';

test('unset is the default, zero lets the system choose', () => {
  expect(readPort(undefined)).toBe(DEFAULT_PORT);
  expect(readPort('')).toBe(DEFAULT_PORT);
  expect(readPort('0')).toBe(0);
  expect(readPort('65535')).toBe(65_535);
});

test.each(['abc', '-1', '65536', '1e3', '80.5'])('%s is refused with its value', (value) => {
  expect(() => readPort(value)).toThrow(`PORT is "${value}"`);
});
