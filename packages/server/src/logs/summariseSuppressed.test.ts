import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LogGate } from './LogGate.js';
import { summariseSuppressed } from './summariseSuppressed.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says once a minute what was left out since the last time, and nothing where nothing was', () => {
  const written: string[] = [];
  const gate = new LogGate((line) => written.push(line));
  // Every line is left out, the summary's own level included.
  gate.change([{ message: 'polled*', probability: 0 }, { probability: 0 }]);
  const logger = pino(
    { base: null, timestamp: false },
    {
      write: (line: string) => {
        const { level, msg } = JSON.parse(line) as { level: number; msg: string };
        gate.pass(line, level, msg);
      },
    },
  );
  summariseSuppressed({ logger, gate });
  for (let index = 0; index < 5; index++) logger.info(`polled ${index}`);
  logger.debug('below the level');
  logger.info('something else');
  vi.advanceTimersByTime(59_999);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(written.map((line) => JSON.parse(line))).toEqual([
    { level: 30, suppressed: { 'polled*': 5, all: 1 }, msg: 'log sampling left out 6 lines' },
  ]);
  vi.advanceTimersByTime(60_000);
  expect(written).toHaveLength(1);
  logger.info('polled again');
  vi.advanceTimersByTime(60_000);
  expect(JSON.parse(written[1] ?? '{}').suppressed).toEqual({ 'polled*': 1 });
});
