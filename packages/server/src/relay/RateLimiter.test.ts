import { describe, expect, it } from 'vitest';
import { clientOf } from './clientOf.js';
import { RateLimiter } from './RateLimiter.js';

describe('RateLimiter', () => {
  it('lets three seconds of requests pass at once, then the rate, and says how long to wait', () => {
    const limiter = new RateLimiter(2, 1000);
    const taken = Array.from({ length: 8 }, () => limiter.take('a', 0));
    expect(taken).toEqual([...Array(6).fill(undefined), 1, 1]);
    expect(limiter.take('b', 0)).toBeUndefined();
    expect(limiter.take('a', 500)).toBeUndefined();
    expect(limiter.take('a', 500)).toBe(1);
    const rare = new RateLimiter(0.1, 1000);
    expect([rare.take('a', 0), rare.take('a', 0), rare.take('a', 10_000)]).toEqual([
      undefined,
      10,
      undefined,
    ]);
  });

  it('has a limit for all clients together', () => {
    const limiter = new RateLimiter(100, 1);
    const taken = Array.from({ length: 4 }, (_, index) => limiter.take(`c${index}`, 0));
    expect(taken).toEqual([undefined, undefined, undefined, 1]);
  });

  it('is bounded: a flood of addresses shares one bucket, and who was there keeps their own', () => {
    const limiter = new RateLimiter(1, 1_000_000, 100);
    for (let client = 0; client < 100; client++) limiter.take(`known ${client}`, 0);
    const passed = Array.from({ length: 1_000 }, (_, index) => limiter.take(`flood ${index}`, 1)).filter(
      (wait) => wait === undefined,
    );
    expect([passed.length, limiter.size]).toEqual([3, 100]);
    expect(limiter.take('known 7', 1)).toBeUndefined();
    // Idle clients make room.
    expect(limiter.take('newcomer', 60_000)).toBeUndefined();
    expect(limiter.size).toBe(100);
  });
});

describe('clientOf', () => {
  it.each([
    ['10.0.0.9', undefined, 0, '10.0.0.9'],
    ['::ffff:10.0.0.9', '6.6.6.6', 0, '10.0.0.9'],
    ['10.0.0.9', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
    ['10.0.0.9', '6.6.6.6, 1.2.3.4, 10.0.0.1', 2, '1.2.3.4'],
    ['10.0.0.9', '1.2.3.4', 3, '10.0.0.9'],
    ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['2001:DB8::1', undefined, 0, '2001:db8:0:0::/64'],
    [undefined, '1.2.3.4', 0, 'unknown'],
    ['10.0.0.9', 'nonsense\u2028', 1, 'unknown'],
  ])('peer %s, X-Forwarded-For %s, %i proxies: %s', (peer, forwarded, proxies, client) => {
    const headers = new Headers();
    if (forwarded !== undefined) headers.set('x-forwarded-for', encodeURI(forwarded).replaceAll('%20', ' '));
    expect(clientOf(headers, proxies, peer)).toBe(client);
  });
});
