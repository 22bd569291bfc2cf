import { expect, it } from 'vitest';
import { IdGenerator } from './ids.js';

it('makes valid ids, none twice', () => {
  const ids = new IdGenerator();
  const made = Array.from({ length: 20_000 }, () => ids.generateSpanId());
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(ids.generateTraceId()).toMatch(/^[0-9a-f]{32}$/);
  expect(new IdGenerator().generateTraceId()).not.toBe(new IdGenerator().generateTraceId());
});

it('spreads the bits that sampling looks at evenly', () => {
  const ids = new IdGenerator();
  const counts = new Array<number>(16).fill(0);
  const total = 32_000;
  for (let index = 0; index < total; index++) {
    const digit = Number.parseInt(ids.generateTraceId().slice(-14, -13), 16);
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  // Six standard deviations of a fair draw.
  for (const count of counts) expect(Math.abs(count - total / 16)).toBeLessThan(6 * Math.sqrt(total / 16));
});

it('gets out of a seed of zeros', () => {
  expect(new IdGenerator(new Uint8Array(16)).generateTraceId()).toMatch(/[1-9a-f]/);
});
