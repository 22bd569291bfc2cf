import { afterEach, beforeEach, expect, it } from 'vitest';
import { processState } from '../runtime/processState.js';
import type { RequestScope } from '../tracing/RequestScope.js';
import { logAccess } from './logAccess.js';
import { logger } from './logger.js';
import { moreSecretNames } from './moreSecretNames.js';
import { redactAlso } from './redactFast.js';

const lines: string[] = [];
const { gate } = processState();

beforeEach(() => {
  lines.length = 0;
  processState().sink = {
    write: (line) => void lines.push(line),
    writeBrowser: () => true,
    isFull: false,
  };
});
afterEach(() => {
  moreSecretNames().clear();
  logger.level = 'info';
  gate.change([]);
});

const log = (route: string | undefined, writableFinished = true) => {
  const response = { statusCode: 200, writableFinished };
  logAccess({ method: 'GET', route, path: '/a/"1"', response } as RequestScope, 0.0123456);
  return lines.at(-1) ?? '';
};
const withoutTime = (line: string) => line.replace(/"time":\d{13}/, '');

it.each([
  ['/a/[id]', true],
  ['/a/[id]', false],
  [undefined, true],
])('the line of route %s, finished: %s, is the one that pino writes', (route, finished) => {
  const own = log(route, finished);
  expect(JSON.parse(own)).toEqual({
    level: 30,
    time: expect.any(Number),
    method: 'GET',
    ...(route === undefined ? { path: '/a/"1"' } : {}),
    status: 200,
    duration_ms: 12.35,
    ...(finished ? {} : { aborted: true }),
    msg: `GET ${route ?? '/a/"1"'} 200`,
  });
  moreSecretNames().add('nothing here');
  expect(withoutTime(log(route, finished))).toBe(withoutTime(own));
});

it('keeps to what the app calls secret, to the level and to the rules', () => {
  redactAlso(logger, ['path']);
  expect(JSON.parse(log(undefined))).toMatchObject({ path: '[redacted]' });
  moreSecretNames().clear();
  gate.change([{ message: 'GET /b 200', probability: 0 }]);
  log('/b');
  logger.level = 'warn';
  log('/c');
  expect(lines).toHaveLength(1);
});
