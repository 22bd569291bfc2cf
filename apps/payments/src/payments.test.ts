import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DECLINED_CARD, OUTAGE_CARD } from './authorizeCard.js';
import { listen } from './listen.js';

let server: Server;
let url = '';

beforeAll(async () => {
  server = await listen(0);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function charge(body: unknown): Promise<Response> {
  return fetch(`${url}/charge`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const GOOD = { amountCents: 2400, currency: 'EUR', card: '4242 4242 4242 4242', orderId: 'order-1' };

test('a good card is charged', async () => {
  const response = await charge(GOOD);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ chargeId: expect.stringMatching(/^ch_[0-9a-f]{32}$/) });
});

test('two charges are two charges', async () => {
  const [first, second] = await Promise.all([charge(GOOD), charge(GOOD)]);
  expect(await first.text()).not.toBe(await second.text());
});

test('the declined card is declined', async () => {
  const response = await charge({ ...GOOD, card: DECLINED_CARD });
  expect(response.status).toBe(402);
  expect(await response.json()).toMatchObject({ code: 'card_declined' });
});

test('the outage card is an outage, with the time to come back', async () => {
  const response = await charge({ ...GOOD, card: OUTAGE_CARD });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
});

test.each([
  ['a card with a wrong check digit', { card: '4242424242424241' }, 'card'],
  ['letters for a card', { card: 'four' }, 'card'],
  ['no amount', { amountCents: 0 }, 'amountCents'],
  ['half a cent', { amountCents: 0.5 }, 'amountCents'],
  ['too much', { amountCents: 10_000_001 }, 'amountCents'],
  ['an unknown currency', { currency: 'eur' }, 'currency'],
  ['an order id with a line break', { orderId: 'a\nb' }, 'orderId'],
])('%s is refused by name', async (_, change, field) => {
  const response = await charge({ ...GOOD, ...change });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code: 'invalid', fields: { [field]: expect.any(String) } });
});

test.each(['', '{', 'null', '[]'])('the body %j is refused', async (body) => {
  const response = await charge(body);
  expect(response.status).toBe(400);
});

test('an oversized body is refused', async () => {
  const response = await charge('x'.repeat(20_000));
  expect(response.status).toBe(413);
});

test('an answer never repeats a card number', async () => {
  const response = await charge({ ...GOOD, card: '4242424242424241', currency: 'no' });
  expect(await response.text()).not.toContain('4242');
});

test('health, a wrong method and an unknown path', async () => {
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const wrong = await fetch(`${url}/charge`);
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await fetch(`${url}/toString`)).status).toBe(404);
});
