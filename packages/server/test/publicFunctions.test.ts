import { type FaultServer, startFaultServer } from '@throughline/fault-server';
import {
  healthCheck,
  logger,
  metrics,
  onRequestError,
  register,
  setLogging,
  setSampling,
  sqlSpan,
  withSpan,
} from '@throughline/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET as readHealth } from '../src/health/route.js';

const circular: Record<string, unknown> = {};
circular.self = circular;
const ownCause = new Error('its own cause');
ownCause.cause = ownCause;

/** What JavaScript may hand to a function that asks for something else. */
const HOSTILE: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['NaN', Number.NaN],
  ['a bigint', 1n],
  ['a symbol', Symbol('s')],
  ['a circular object', circular],
  ['an error that is its own cause', ownCause],
  ['half of a surrogate pair', '\ud800'],
  ['an object without a prototype', Object.create(null)],
  ['a date that is none', new Date(Number.NaN)],
  ['a getter that throws', Object.defineProperty({}, 'field', { enumerable: true, get: fails })],
  ['a toJSON that throws', { toJSON: fails }],
  ['a toString that throws', { toString: fails }],
];
function fails(): never {
  throw new Error('on purpose');
}

let faults: FaultServer;
beforeAll(async () => {
  faults = await startFaultServer();
  register({ serviceName: 'hostile', otlpEndpoint: faults.url, lokiUrl: faults.url, logStdout: 'off' });
});
afterAll(() => faults.close());

describe.each(HOSTILE)('given %s, no public function throws', (name, value) => {
  const any = value as never;

  it('the logger', async () => {
    logger.info(any);
    (logger.info as (...given: unknown[]) => void)(value, 'with a message');
    logger.info('%s %o %d', any, any, any);
    logger.child({ field: any }).warn('of a child');
    logger.error({ field: any, err: any, list: [any], deep: { field: any } }, `field: ${name}`);
    // The line is there, with or without what it could not hold.
    const arrived = () => faults.lines.some(({ line }) => line.includes(`"msg":"field: ${name}"`));
    await vi.waitFor(() => expect(arrived()).toBe(true), { timeout: 10_000 });
  });

  it('spans', () => {
    expect(withSpan(any, () => 1)).toBe(1);
    expect(withSpan('x', { attributes: { field: any } }, () => 2)).toBe(2);
    expect(sqlSpan({ system: 'postgresql', text: any }, () => 3)).toBe(3);
    const used = withSpan('x', (span) => {
      span.setAttribute(any, any).setAttributes({ field: any }).addEvent(any, { field: any });
      span.setStatus(any).updateName(any).addLink(any).recordException(any);
      span.end(any);
      return 4;
    });
    expect(used).toBe(4);
    let thrown: unknown;
    try {
      withSpan('x', () => {
        throw value;
      });
    } catch (error) {
      thrown = error;
    }
    // Passed on as it is.
    expect(thrown).toBe(value);
  });

  it('changes at run time, the hook of Next, metrics and health checks', async () => {
    setLogging(any);
    setLogging({ level: any, sampling: any });
    setSampling(any);
    setSampling({ ratio: any, rules: any });
    onRequestError(any, any, any);
    const counter = metrics.counter({ name: 'hostile_total', help: 'Hostile.', labels: ['label'] });
    counter.inc({ label: any });
    counter.inc(any);
    counter.inc({ label: 'a' }, any);
    counter.remove({ label: any });
    const options = { help: 'Hostile.', labels: ['label'] as const };
    metrics.histogram({ ...options, name: 'hostile_seconds' }).observe({ label: any }, any);
    metrics.summary({ ...options, name: 'hostile_bytes' }).observe({ label: any }, any);
    metrics.gauge({ ...options, name: 'hostile' }).set({ label: any }, any);
    const remove = healthCheck('hostile', () => {
      throw value;
    });
    const ready = await readHealth(new Request('http://127.0.0.1/api/health/ready'));
    expect(ready.status).toBe(503);
    remove();
  });
});
