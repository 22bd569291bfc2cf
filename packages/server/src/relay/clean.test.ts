import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { relayConfiguration } from '../config/relayConfiguration.js';
import { neutralise } from '../logs/neutralise.js';
import { ByteBudget } from './ByteBudget.js';
import { cleanLogRecord } from './cleanLogRecord.js';
import { cleanSpan } from './cleanSpan.js';
import { readBody } from './readBody.js';
import { whoSends } from './whoSends.js';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const nanos = (millis: number) => `${millis}000000`;
const span = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  name: 'click',
  startTimeUnixNano: nanos(NOW - 20),
  endTimeUnixNano: nanos(NOW),
};

describe('cleanSpan', () => {
  it('keeps a valid span and drops unknown fields', () => {
    const cleaned = cleanSpan({ ...span, parentSpanId: '', kind: 3, evil: true }, NOW);
    expect(cleaned).toMatchObject({ ...span, kind: 3 });
    expect(cleaned).not.toHaveProperty('evil');
    expect(cleaned).not.toHaveProperty('parentSpanId');
  });

  it.each([
    [{ traceId: '0'.repeat(32) }, 'no valid ids'],
    [{ spanId: 'B'.repeat(16) }, 'no valid ids'],
    [{ parentSpanId: 'x' }, 'invalid parent'],
    [{ name: 7 }, 'no name'],
    [{ startTimeUnixNano: 'soon' }, 'no valid times'],
    [{ attributes: [{ key: 'n', value: { doubleValue: JSON.parse('1e999') as number } }] }, 'not finite'],
    [{ attributes: [{ key: 'n', value: { intValue: '1e3' } }] }, 'no integer'],
    [{ attributes: [{ value: {} }] }, 'no key'],
  ])('rejects %j', (wrong, reason) => {
    expect(() => cleanSpan({ ...span, ...wrong }, NOW)).toThrow(reason);
  });

  it('moves an impossible time to now, with the duration, and keeps the original', () => {
    const start = NOW - 8 * 24 * 3600 * 1000;
    const cleaned = cleanSpan(
      { ...span, startTimeUnixNano: nanos(start), endTimeUnixNano: nanos(start + 20) },
      NOW,
    );
    expect(cleaned).toMatchObject({ startTimeUnixNano: nanos(NOW - 20), endTimeUnixNano: nanos(NOW) });
    expect(cleaned.attributes).toContainEqual({
      key: 'throughline.client.time_unix_nano',
      value: { stringValue: nanos(start) },
    });
  });

  it('bounds the number and length of attributes', () => {
    const attributes = Array.from({ length: 100 }, (_, i) => ({
      key: `k${i}`,
      value: { stringValue: 'x'.repeat(10_000) },
    }));
    const cleaned = cleanSpan({ ...span, attributes }, NOW);
    expect(cleaned.attributes).toHaveLength(64);
    expect(cleaned.droppedAttributesCount).toBe(36);
    expect(cleaned.attributes?.[0]?.value?.stringValue).toHaveLength(4096);
  });
});

describe('cleanLogRecord', () => {
  it('puts what the browser says below one key and cannot be polluted', () => {
    const record = cleanLogRecord(
      {
        severityNumber: 13,
        timeUnixNano: nanos(NOW + 3600_000),
        body: { stringValue: 'hi' },
        attributes: [{ key: '__proto__', value: { stringValue: 'x' } }],
      },
      NOW,
    );
    expect(record).toMatchObject({ level: 'warn', message: 'hi', timeUnixNano: nanos(NOW) });
    expect(record.attributes['throughline.client.time_unix_nano']).toBe(nanos(NOW + 3600_000));
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('rejects an invalid trace id', () => {
    expect(() => cleanLogRecord({ traceId: 'zz' }, NOW)).toThrow('invalid trace id');
  });
});

describe('neutralise', () => {
  it('shows control characters and leaves text alone', () => {
    expect(neutralise('a\r\nb\u001b[0m\u0000\u007f\u0085\u202e')).toBe('a␍␊b␛[0m␀␡\ufffd\ufffd');
    expect(neutralise('at x\n  at y', true)).toBe('at x\n  at y');
    expect(neutralise('Grüße 🎉')).toBe('Grüße 🎉');
  });
});

describe('whoSends', () => {
  it.each([
    [{ origin: 'https://shop.example', host: 'shop.example' }, true],
    [{ origin: 'https://shop.example', host: 'shop.example:443' }, true],
    [{ origin: 'http://localhost:3000', host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }, true],
    [{ host: 'shop.example', 'sec-fetch-site': 'same-origin' }, true],
    [{ host: 'shop.example' }, false],
    [{ origin: 'null', host: 'shop.example' }, false],
    [{ origin: 'https://shop.example.evil', host: 'shop.example' }, false],
    [{ origin: 'https://shop.example', host: 'shop.example', 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://shop.example', host: 'shop.example:8443' }, false],
    [{ origin: 'file://shop.example', host: 'shop.example' }, false],
  ])('%j is %s', (headers, same) => {
    const sender = whoSends(new Headers(headers as Record<string, string>), relayConfiguration({}, {}));
    expect(sender.kind).toBe(same ? 'own' : 'stranger');
  });
});

describe('readBody', () => {
  const budget = new ByteBudget(10_000);
  const post = (
    body: ReadableStream<Uint8Array> | string | Buffer<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => new Request('http://x/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

  it('stops a stream without a length at the cap', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(100));
      },
    });
    expect(await readBody(post(endless), false, { maxBytes: 1000, budget })).toEqual({ fault: 'too large' });
    expect(pulled).toBeLessThan(20);
  });

  it('unpacks while it reads, and no further than a bomb shows itself', async () => {
    const limits = { maxBytes: 1024 * 1024, budget: new ByteBudget(2 * 1024 * 1024) };
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, 0x20));
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(bomb.subarray(pulled, pulled + 1000));
        pulled += 1000;
        if (pulled >= bomb.length) controller.close();
      },
    });
    expect(await readBody(post(body), true, limits)).toEqual({ fault: 'too large' });
    expect(pulled).toBeLessThan(bomb.length / 2);
    // Much alike, and yet no bomb: a thousand records that differ in their times.
    const records = Array.from({ length: 1000 }, (_, index) => ({
      timeUnixNano: `17${index}`.padEnd(19, '7'),
      a: 'x'.repeat(500),
    }));
    const text = JSON.stringify(records);
    expect(await readBody(post(gzipSync(text)), true, limits)).toEqual({ bytes: Buffer.from(text) });
    expect(await readBody(post(gzipSync(text).subarray(0, -9)), true, limits)).toEqual({
      fault: 'unreadable',
    });
    expect(await readBody(post('plain'), true, limits)).toEqual({ fault: 'unreadable' });
    expect(limits.budget.take(2 * 1024 * 1024)).toBe(true);
  });

  it('cuts a slow sender, reads the rest, and gives back what it held', async () => {
    expect(
      await readBody(post(new ReadableStream({})), false, { maxBytes: 1000, budget, timeoutMillis: 10 }),
    ).toEqual({ fault: 'too slow' });
    expect(await readBody(post('abc'), false, { maxBytes: 1000, budget })).toEqual({
      bytes: new Uint8Array([97, 98, 99]),
    });
    expect(budget.take(10_000)).toBe(true);
  });
});
