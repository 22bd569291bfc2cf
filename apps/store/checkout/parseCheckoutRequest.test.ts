import { expect, test } from 'vitest';
import { parseCheckoutRequest } from '@/checkout/parseCheckoutRequest';

const GOOD = { email: ' a@example.com ', recipient: 'A', address: 'B', card: '4242 4242-4242 4242' };

test('a good form is trimmed and its card is digits', () => {
  expect(parseCheckoutRequest(GOOD)).toEqual({
    ok: true,
    request: { email: 'a@example.com', recipient: 'A', address: 'B', card: '4242424242424242' },
  });
});

test.each([
  [{ ...GOOD, email: 'a@b' }, ['email']],
  [{ ...GOOD, recipient: '  ' }, ['recipient']],
  [{ ...GOOD, address: 'x'.repeat(201) }, ['address']],
  [{ ...GOOD, card: '4242' }, ['card']],
  [{ ...GOOD, card: 4242424242424242 }, ['card']],
  [undefined, ['address', 'card', 'email', 'recipient']],
  ['text', ['address', 'card', 'email', 'recipient']],
  [[], ['address', 'card', 'email', 'recipient']],
])('%j names what is wrong', (body, wrong) => {
  const parsed = parseCheckoutRequest(body);
  expect(parsed.ok ? [] : Object.keys(parsed.fields).sort()).toEqual(wrong);
});
