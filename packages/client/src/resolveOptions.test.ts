import { expect, test } from 'vitest';
import { type ClientOptions, DEFAULT_OPTIONS } from './ClientOptions.js';
import { resolveOptions } from './resolveOptions.js';

function resolve(options: unknown) {
  const complaints: string[] = [];
  const resolved = resolveOptions(options as ClientOptions, (message) => complaints.push(message));
  return { resolved, complaints };
}

test('without options there are the defaults and no complaint', () => {
  expect(resolve({})).toEqual({ resolved: DEFAULT_OPTIONS, complaints: [] });
});

test('good options are taken, the rest stays default', () => {
  const targets = ['https://api.example.com', /^https:\/\/x\./];
  const { resolved, complaints } = resolve({
    endpoint: '/shop/api/telemetry',
    propagateTraceTo: targets,
    sampleRatio: 0,
    capture: { errors: false },
    debug: undefined,
  });
  expect(complaints).toEqual([]);
  expect(resolved).toEqual({
    ...DEFAULT_OPTIONS,
    endpoint: '/shop/api/telemetry',
    propagateTraceTo: targets,
    sampleRatio: 0,
    capture: { ...DEFAULT_OPTIONS.capture, errors: false },
  });
});

test.each([
  [{ endpoint: '//evil.example/x' }, 'endpoint'],
  [{ endpoint: '/a?b=c' }, 'endpoint'],
  [{ endpoint: 'api/telemetry' }, 'endpoint'],
  [{ propagateTraceTo: 'https://api.example.com' }, 'propagateTraceTo'],
  [{ propagateTraceTo: ['/relative'] }, 'propagateTraceTo'],
  [{ sampleRatio: 1.1 }, 'sampleRatio'],
  [{ sampleRatio: Number.NaN }, 'sampleRatio'],
  [{ sampleRatio: '1' }, 'sampleRatio'],
  [{ maxBatchAgeMillis: -1 }, 'maxBatchAgeMillis'],
  [{ debug: 'yes' }, 'debug'],
  [{ capture: { fetch: 1 } }, 'capture.fetch'],
  [{ capture: true }, 'capture'],
  [{ capture: { vitals: 1 } }, 'capture.vitals'],
  [{ sampleRate: 1 }, 'sampleRate'],
  [null, 'options'],
])('%o is named on the console and its default is used', (options, name) => {
  const { resolved, complaints } = resolve(options);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(`option ${name} is `);
  expect(complaints[0]).toContain('allowed');
  expect(resolved).toEqual(DEFAULT_OPTIONS);
});

test('several faults are one complaint', () => {
  const { complaints } = resolve({ debug: 1, sampleRatio: 2 });
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toMatch(/debug.*sampleRatio|sampleRatio.*debug/);
});
