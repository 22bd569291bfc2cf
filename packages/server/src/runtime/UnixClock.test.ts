import { expect, it } from 'vitest';
import { UnixClock } from './UnixClock.js';

it('tells the time of day, and follows a clock that was set', () => {
  const clock = new UnixClock();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
  expect(clock.fromMonotonic(performance.now())).toBeGreaterThanOrEqual(clock.now() - 50);
  clock.check(Date.now() + 60_000);
  expect(Math.abs(clock.now() - Date.now() - 60_000)).toBeLessThan(50);
});

it('stays where it is for less than the system clock can tell', () => {
  const clock = new UnixClock();
  const before = clock.fromMonotonic(0);
  clock.check(clock.now() - 1);
  expect(clock.fromMonotonic(0)).toBe(before);
});
