import { type ChargeRequest, MAX_AMOUNT_CENTS } from './ChargeRequest.js';
import { hasValidCheckDigit } from './hasValidCheckDigit.js';

/** A checked request, or the fields that are wrong. The reasons never repeat a value: one of them is a card number. */
export type ParsedCharge =
  | { readonly ok: true; readonly charge: ChargeRequest }
  | { readonly ok: false; readonly fields: Readonly<Record<string, string>> };

const CURRENCIES = new Set(['EUR', 'USD', 'GBP']);

/** Checks the decoded JSON body of `POST /charge`, every field of it, so that a caller learns all faults at once. */
export function parseChargeRequest(body: unknown): ParsedCharge {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { ok: false, fields: { body: 'must be a JSON object' } };
  }
  const input: Record<string, unknown> = { ...body };
  const fields: Record<string, string> = {};

  const amountCents = input.amountCents;
  const amountIsGood =
    typeof amountCents === 'number' &&
    Number.isInteger(amountCents) &&
    amountCents >= 1 &&
    amountCents <= MAX_AMOUNT_CENTS;
  if (!amountIsGood) fields.amountCents = `must be a whole number from 1 to ${MAX_AMOUNT_CENTS}`;

  const currency = input.currency;
  const currencyIsGood = typeof currency === 'string' && CURRENCIES.has(currency);
  if (!currencyIsGood) fields.currency = `must be one of ${[...CURRENCIES].join(', ')}`;

  const card = typeof input.card === 'string' ? input.card.replaceAll(' ', '') : '';
  const cardIsGood = /^\d{12,19}$/.test(card) && hasValidCheckDigit(card);
  if (!cardIsGood) fields.card = 'must be a card number';

  const orderId = input.orderId;
  const orderIdIsGood = typeof orderId === 'string' && /^[\w-]{1,64}$/.test(orderId);
  if (!orderIdIsGood) fields.orderId = 'must be 1 to 64 letters, digits, "-" or "_"';

  if (amountIsGood && currencyIsGood && cardIsGood && orderIdIsGood) {
    return { ok: true, charge: { amountCents, currency, card, orderId } };
  }
  return { ok: false, fields };
}
