import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { chargeCard } from '@/checkout/chargeCard';

const CHARGE = { orderId: 'o1', amountCents: 100, currency: 'EUR', card: '4242424242424242' };
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  delete process.env.PAYMENTS_URL;
});

async function payments(listener: RequestListener): Promise<void> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  process.env.PAYMENTS_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each([
  [200, '{"chargeId":"ch_1"}', { outcome: 'approved', chargeId: 'ch_1' }],
  [402, '{"code":"card_declined"}', { outcome: 'declined' }],
  [400, '{"code":"invalid"}', { outcome: 'invalid_card' }],
  [503, '{"code":"outage"}', { outcome: 'unavailable', reason: 'payments answered 503' }],
  [200, '{}', { outcome: 'unavailable', reason: 'payments sent no chargeId' }],
  [200, '<html>', { outcome: 'unavailable', reason: expect.stringContaining('payments did not answer') }],
])('%i %s is understood', async (status, body, expected) => {
  await payments((request, response) => {
    request.resume();
    response.writeHead(status).end(request.url === '/charge' ? body : 'wrong path');
  });
  expect(await chargeCard(CHARGE)).toEqual(expected);
});

test('payments that are not there are unavailable', async () => {
  await payments((_, response) => response.end());
  server?.close();
  server?.closeAllConnections();
  expect(await chargeCard(CHARGE)).toMatchObject({ outcome: 'unavailable' });
});

test('payments that say nothing are given up after three seconds', async () => {
  await payments(() => {});
  expect(await chargeCard(CHARGE)).toMatchObject({
    outcome: 'unavailable',
    reason: expect.stringContaining('timeout'),
  });
});
