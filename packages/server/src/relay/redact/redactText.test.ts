import { describe, expect, it } from 'vitest';
import { redactText } from './redactText.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

describe('redactText', () => {
  it.each([
    ['GET https://x/y?email=a@b.c&page=2#top', 'GET https://x/y?email=[redacted]&page=[redacted]#top'],
    ['at f (https://x/y.js?dpl=1:10:5)', 'at f (https://x/y.js?dpl=[redacted])'],
    ['db postgres://user:pw@host/db is down', 'db postgres://[redacted]@host/db is down'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['{"password":"hunter2","user":"eve"}', '{"password":"[redacted]","user":"eve"}'],
    ['password = hunter2', 'password = [redacted]'],
    ['login failed: access_token=abc&x=1', 'login failed: access_token=[redacted]&x=1'],
    [`got ${JWT}, refused`, 'got [redacted], refused'],
    ['key sk_live_0123456789abcdefghij', 'key [redacted]'],
    ['sent with bearer 0123456789abcdef0', 'sent with bearer [redacted]'],
    ['card 4111 1111 1111 1111 declined', 'card [redacted] declined'],
    ['Cookie: a=b; session=c\nnext', 'Cookie: [redacted]\nnext'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----', '[redacted]PRIVATE KEY-----'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB', '[redacted]'],
  ])('%j becomes %j', (text, redacted) => {
    expect(redactText(text)).toBe(redacted);
  });

  it.each([
    'TypeError: x is undefined\n    at f (https://shop.example/_next/static/chunks/a.js:1:2345)',
    'order 4111111111111112 took 1795000000000000000 ns',
    'SyntaxError: Unexpected token: <',
    'POST /api/checkout 503',
    'the bearer of news: all is well',
  ])('leaves %j alone', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('takes linear time on texts made to be slow', () => {
    const makers = [
      (n: number) => 'eyJ.'.repeat(n),
      (n: number) => '-eyJ'.repeat(n),
      (n: number) => '4'.repeat(4 * n),
      (n: number) => '4 - '.repeat(n),
      (n: number) => 'cookie  '.repeat(n / 2),
      (n: number) => '-----BEGIN '.repeat(n / 2),
      (n: number) => '?a=b&'.repeat(n),
      (n: number) => '://@'.repeat(n),
      (n: number) => 'token:'.repeat(n),
      (n: number) => ':'.repeat(4 * n),
      (n: number) => `a${' '.repeat(4 * n)}`,
    ];
    // CPU time: what else the machine does says nothing about a pattern.
    const millisFor = (text: string) => {
      const runs = Array.from({ length: 5 }, () => {
        const before = process.cpuUsage();
        redactText(text);
        return process.cpuUsage(before).user / 1000;
      });
      return Math.min(...runs);
    };
    for (const make of makers) {
      millisFor(make(1_000));
      const small = millisFor(make(5_000));
      const large = millisFor(make(150_000));
      // Thirty times the length: quadratic time would be nine hundred times. A floor for what no clock can compare.
      expect(large, make(4)).toBeLessThan(Math.max(200, small * 200));
    }
  });
});
