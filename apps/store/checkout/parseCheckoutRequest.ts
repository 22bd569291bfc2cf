import type { CheckoutField, CheckoutRequest, FieldErrors } from '@/checkout/CheckoutRequest';

/** A checked request, or what is wrong with it. */
export type ParsedCheckout =
  | { readonly ok: true; readonly request: CheckoutRequest }
  | { readonly ok: false; readonly fields: FieldErrors };

const MAX_LENGTH = 200;

/** Checks the decoded body of `POST /api/checkout`. No message repeats a value. */
export function parseCheckoutRequest(body: unknown): ParsedCheckout {
  const input: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const text = (field: CheckoutField) => {
    const value = input[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  const request: CheckoutRequest = {
    email: text('email'),
    recipient: text('recipient'),
    address: text('address'),
    card: text('card').replaceAll(/[ -]/g, ''),
  };

  const fields: Partial<Record<CheckoutField, string>> = {};
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(request.email)) fields.email = 'Enter an email address.';
  if (request.recipient === '') fields.recipient = 'Enter a name.';
  if (request.address === '') fields.address = 'Enter an address.';
  if (!/^\d{12,19}$/.test(request.card)) fields.card = 'Enter a card number of 12 to 19 digits.';
  for (const field of ['email', 'recipient', 'address'] as const) {
    if (request[field].length > MAX_LENGTH) fields[field] = `At most ${MAX_LENGTH} characters.`;
  }
  return Object.keys(fields).length === 0 ? { ok: true, request } : { ok: false, fields };
}
