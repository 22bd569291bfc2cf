import { expect, it } from 'vitest';
import type { PostOutcome } from './postBatch.js';
import { sendWithToken } from './sessionToken.js';

const ATTRIBUTE = 'throughline.relay.token';

/** A relay that knows the tokens given out so far; `good` is the one that it takes. */
function relay() {
  const state = { given: 0, good: '1', asked: [] as string[], down: false };
  const nativeFetch = async (url: string | URL | Request, init?: RequestInit) => {
    state.asked.push(`${init?.method} ${String(url)}`);
    if (state.down) throw new TypeError('no network');
    if (state.good === '') return new Response('{}', { status: 404 });
    state.given += 1;
    return Response.json({ token: String(state.given) });
  };
  const sender = sendWithToken(
    async (_url, body): Promise<PostOutcome> =>
      body === state.good ? { kind: 'delivered', rejected: 0 } : { kind: 'refused', status: 403 },
    '/api/telemetry',
    nativeFetch as typeof fetch,
  );
  // As the queue does: the body is written with what the sender knows at that time.
  const send = () => sender.post('/x', sender.attributes()[ATTRIBUTE] ?? '');
  return { state, send };
}

it('asks for a token first, and the batch is tried again with it', async () => {
  const { state, send } = relay();
  const [first, second] = await Promise.all([send(), send()]);
  expect([first, second]).toEqual(Array(2).fill({ kind: 'retryable', afterMillis: 0, network: false }));
  expect(state.asked).toEqual(['POST /api/telemetry/v1/session']);
  expect(await send()).toEqual({ kind: 'delivered', rejected: 0 });
});

it('gets a new one when it is refused, and gives up when that is refused too', async () => {
  const { state, send } = relay();
  await send();
  state.good = '2';
  expect(await send()).toMatchObject({ kind: 'retryable' });
  expect(await send()).toMatchObject({ kind: 'retryable' });
  expect(await send()).toMatchObject({ kind: 'delivered' });
  state.good = 'none';
  expect([await send(), await send(), await send()]).toMatchObject([
    { kind: 'retryable' },
    { kind: 'retryable' },
    { kind: 'refused', status: 403 },
  ]);
});

it('sends without one where the relay asks for none, until it does', async () => {
  const { state, send } = relay();
  state.good = '';
  expect(await send()).toMatchObject({ kind: 'retryable', afterMillis: 0 });
  expect(await send()).toMatchObject({ kind: 'delivered' });
  state.good = '1';
  expect(await send()).toMatchObject({ kind: 'retryable' });
  expect(await send()).toMatchObject({ kind: 'retryable' });
  expect(await send()).toMatchObject({ kind: 'delivered' });
});

it('waits with everything while there is none to be had', async () => {
  const { state, send } = relay();
  state.down = true;
  expect(await send()).toEqual({ kind: 'retryable', afterMillis: undefined, network: true });
  state.down = false;
  await send();
  expect(await send()).toMatchObject({ kind: 'delivered' });
});
