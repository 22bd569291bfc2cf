import { context } from '@opentelemetry/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RequestContext } from '../tracing/RequestContext.js';
import { RequestContextManager } from '../tracing/RequestContextManager.js';
import type { RequestScope } from '../tracing/RequestScope.js';
import { createLogger } from './createLogger.js';
import { LogGate } from './LogGate.js';
import { LogSampler, type LogSamplingRule } from './LogSampler.js';

const INFO = 30;

beforeAll(() => void context.setGlobalContextManager(new RequestContextManager()));
afterAll(() => context.disable());

function kept(rules: LogSamplingRule[], times: number[], level = INFO, message = 'x') {
  let now = 0;
  const sampler = new LogSampler(
    rules,
    () => 0.5,
    () => now,
  );
  const at = times.filter((millis) => {
    now = millis;
    return sampler.suppressedBy(level, message) === undefined;
  });
  return { at, sampler };
}

it('keeps one line in an interval', () => {
  expect(kept([{ intervalMillis: 100 }], [0, 50, 99, 100, 150, 250]).at).toEqual([0, 100, 250]);
});

it('keeps a burst, then a rate', () => {
  const { at } = kept([{ perSecond: 10, burst: 3 }], [0, 0, 0, 0, 50, 100, 120, 200]);
  expect(at).toEqual([0, 0, 0, 100, 200]);
});

it('keeps by chance; the first rule that fits decides', () => {
  const rules = [
    { level: 'info' as const, message: 'poll*', probability: 0.4 },
    { level: 'debug' as const, probability: 0 },
    { message: 'poll 1', probability: 0 },
  ];
  const { at, sampler } = kept(rules, [1, 2, 3], INFO, 'poll 1');
  expect(at).toEqual([]);
  expect(sampler.suppressedBy(INFO, 'poll 1')).toBe('info poll*');
  expect(sampler.suppressedBy(INFO, 'other')).toBeUndefined();
  expect(sampler.suppressedBy(20, 'other')).toBe('debug');
  expect(sampler.suppressedBy(40, 'poll 1')).toBe('poll 1');
});

it('keeps errors, and the lines of a request that fails; counts the others', () => {
  const lines: string[] = [];
  const gate = new LogGate((line) => void lines.push((JSON.parse(line) as { msg: string }).msg));
  gate.change([{ level: 'info', probability: 0 }]);
  const logger = createLogger((...line) => gate.pass(...line), 'debug');
  logger.info('suppressed');
  logger.error('an error');
  logger.fatal(new Error('a fatal one'));
  logger.warn('of another level');
  expect(lines).toEqual(['an error', 'a fatal one', 'of another level']);

  const served = (name: string, failed: boolean) => {
    const scope = { over: false, span: {} } as RequestScope;
    context.with(new RequestContext(scope, undefined), () =>
      logger.info({ name }, `of a request that ${name}`),
    );
    gate.settle(scope, failed);
  };
  served('fails', true);
  served('succeeds', false);
  expect(lines.at(-1)).toBe('of a request that fails');
  expect(gate.sampler.takeUnsaid()).toEqual(new Map([['info', 2]]));
  expect(gate.sampler.takeUnsaid().size).toBe(0);
  gate.change([]);
  logger.info('all again');
  expect(lines.at(-1)).toBe('all again');
});
