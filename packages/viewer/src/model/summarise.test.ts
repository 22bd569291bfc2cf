import { describe, expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { FixtureTrace } from '../fixtures/FixtureTrace.js';
import { buildModel } from './buildModel.js';
import { summarise } from './summarise.js';

const START = 1_800_000_000_000;

function sentence(model: ReturnType<typeof buildModel>): string {
  const { subject, duration, services, errors } = summarise(model);
  return `${subject} took ${duration}, ${services}, ${errors}`;
}

describe('the sentence', () => {
  test('says what, how long, who and where it failed', () => {
    expect(sentence(buildModel(checkoutTrace('t', START)))).toBe(
      'Buy: POST /api/checkout took 412 ms, 3 services, 1 error in payments.charge',
    );
  });
  test('tells the root apart from work that went on after it', () => {
    const trace = new FixtureTrace('t', START, [{ name: 'store', browser: false, resource: {} }]);
    const root = trace.span({ service: 0, name: 'page load /', atMs: 0, ms: 90 });
    trace.span({ service: 0, name: 'warm the cache', parent: root, atMs: 80, ms: 900 });
    expect(summarise(buildModel(trace.detail()))).toMatchObject({
      duration: '980 ms',
      rootDuration: '90 ms',
    });
    expect(summarise(buildModel(checkoutTrace('t', START))).rootDuration).toBeNull();
  });
  test('does not say the same request twice', () => {
    const trace = new FixtureTrace('t', START, [{ name: 'store', browser: false, resource: {} }]);
    const root = trace.span({
      service: 0,
      name: 'GET',
      kind: 'client',
      atMs: 0,
      ms: 9,
      attributes: { 'url.path': '/a' },
    });
    trace.span({ service: 0, name: 'GET /a', kind: 'server', parent: root, atMs: 1, ms: 5 });
    expect(sentence(buildModel(trace.detail()))).toBe('GET /a took 9 ms, 1 service, no errors');
  });
  test('opens for log lines without spans', () => {
    expect(summarise(buildModel(new FixtureTrace('t', START, []).detail())).subject).toBe(
      'Log lines without spans',
    );
  });
});
