/** What is charged. */
export interface Charge {
  readonly orderId: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly card: string;
}

/** What payments said. `unavailable` covers every way in which it can fail to say anything. */
export type ChargeOutcome =
  | { readonly outcome: 'approved'; readonly chargeId: string }
  | { readonly outcome: 'declined' }
  | { readonly outcome: 'invalid_card' }
  | { readonly outcome: 'unavailable'; readonly reason: string };

const DEFAULT_PAYMENTS_URL = 'http://127.0.0.1:4020';
/** A visitor waits no longer than this for payments, in milliseconds. */
const TIMEOUT_MILLIS = 3_000;

/** Asks payments (`PAYMENTS_URL`) to charge a card. Never rejects. */
export async function chargeCard(charge: Charge): Promise<ChargeOutcome> {
  const base = (process.env.PAYMENTS_URL || DEFAULT_PAYMENTS_URL).replace(/\/+$/, '');
  try {
    const response = await fetch(`${base}/charge`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(charge),
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    // Read in every case: a body that nobody reads keeps its connection busy.
    const body: unknown = await response.json();
    if (response.status === 402) return { outcome: 'declined' };
    if (response.status === 400) return { outcome: 'invalid_card' };
    if (!response.ok) return { outcome: 'unavailable', reason: `payments answered ${response.status}` };
    const chargeId =
      typeof body === 'object' && body !== null && 'chargeId' in body ? body.chargeId : undefined;
    if (typeof chargeId !== 'string') return { outcome: 'unavailable', reason: 'payments sent no chargeId' };
    return { outcome: 'approved', chargeId };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    return { outcome: 'unavailable', reason: `payments did not answer: ${reason}` };
  }
}
