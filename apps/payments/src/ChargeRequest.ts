/** What `POST /charge` takes once it has been checked. */
export interface ChargeRequest {
  /** Whole cents, 1 to `MAX_AMOUNT_CENTS`. */
  readonly amountCents: number;
  /** ISO 4217 code, upper case. */
  readonly currency: string;
  /** Card number: digits only, 12 to 19 of them, with a right check digit. */
  readonly card: string;
  /** The shop's own id of the order; comes back in the log lines of both services. */
  readonly orderId: string;
}

/** Largest charge that is taken, in cents. */
export const MAX_AMOUNT_CENTS = 10_000_000;
