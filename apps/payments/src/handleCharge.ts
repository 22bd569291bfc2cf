import type { IncomingMessage, ServerResponse } from 'node:http';
import { logger, withSpan } from '@throughline/server/node';
import { authorizeCard } from './authorizeCard.js';
import { parseChargeRequest } from './parseChargeRequest.js';
import { readJson } from './readJson.js';
import { sendJson } from './sendJson.js';

/**
 * `POST /charge`: 200 `{ chargeId }`, 400 with the wrong fields, 402 `card_declined`, 413, 503 `outage`.
 * A declined card is an answer, not a fault of this service: it is logged as information.
 */
export async function handleCharge(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJson(request);
  if (!body.ok) {
    // The rest of an oversized body is not waited for.
    sendJson(response, body.status, { code: 'invalid', message: body.reason }, { Connection: 'close' });
    return;
  }
  const parsed = parseChargeRequest(body.value);
  if (!parsed.ok) {
    logger.warn({ fields: Object.keys(parsed.fields) }, 'charge refused: invalid request');
    sendJson(response, 400, { code: 'invalid', fields: parsed.fields });
    return;
  }

  const { charge } = parsed;
  const about = {
    orderId: charge.orderId,
    amountCents: charge.amountCents,
    currency: charge.currency,
    last4: charge.card.slice(-4),
  };
  const authorization = await withSpan(
    'authorize card',
    { attributes: { 'payment.amount_cents': charge.amountCents, 'payment.currency': charge.currency } },
    () => authorizeCard(charge),
  );
  switch (authorization.outcome) {
    case 'approved':
      logger.info({ ...about, chargeId: authorization.chargeId }, 'card charged');
      sendJson(response, 200, { chargeId: authorization.chargeId });
      return;
    case 'declined':
      logger.info(about, 'card declined');
      sendJson(response, 402, { code: 'card_declined', message: 'The card was declined.' });
      return;
    case 'outage':
      logger.error(about, 'card network does not answer');
      sendJson(
        response,
        503,
        { code: 'outage', message: 'The card network does not answer.' },
        { 'Retry-After': '5' },
      );
  }
}
