import { describe, expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { readException, readExceptions } from './readExceptions.js';

const START = 1_800_000_000_000;

describe('exceptions', () => {
  test('have type, message, own and foreign frames, and their causes', () => {
    const span = checkoutTrace('t', START).spans.find(({ name }) => name === 'payments.charge');
    const [exception] = span ? readExceptions(span) : [];
    expect(exception?.type).toBe('CardDeclinedError');
    expect(exception?.message).toBe('the card was declined: insufficient funds');
    expect(exception?.lines.map((line) => line.own)).toEqual([true, true, false]);
    expect(exception?.causes.map((cause) => [cause.title, cause.lines.length])).toEqual([
      ['Error: issuer answered 51', 1],
    ]);
  });
  test('keep every line of a message over several lines out of the stack', () => {
    const view = readException({
      'exception.type': 'Error',
      'exception.message': 'one\ntwo',
      'exception.stacktrace': 'Error: one\ntwo\n    at f (/app/a.ts:1:2)',
    });
    expect(view?.lines.map((line) => line.text.trim())).toEqual(['at f (/app/a.ts:1:2)']);
  });
  test('are read from browsers that write no "at"', () => {
    const view = readException({
      'exception.message': 'x',
      'exception.stacktrace': 'f@https://shop.example/a.js:1:2',
    });
    expect(view?.lines).toHaveLength(1);
    const two = readException({ 'exception.stacktrace': 'f@https://a/a.js:1:2\ng@https://a/a.js:3:4' });
    expect(two?.lines).toHaveLength(2);
  });
  test('are none where nothing says so', () => {
    expect(readException({ 'http.route': '/a' })).toBeNull();
  });
});
