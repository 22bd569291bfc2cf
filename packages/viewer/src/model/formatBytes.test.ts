import { expect, test } from 'vitest';
import { formatBytes } from './formatBytes.js';

test.each([
  [512, '512 B'],
  [8_400_000, '8.4 MB'],
  [999_900, '1.0 MB'],
  [250_000_000_000, '250 GB'],
])('%d bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
