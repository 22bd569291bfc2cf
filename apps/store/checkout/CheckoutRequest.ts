/** What the checkout form sends, checked. */
export interface CheckoutRequest {
  readonly email: string;
  /** Who gets the parcel. */
  readonly recipient: string;
  readonly address: string;
  /** Digits only. Goes to payments and nowhere else: neither stored nor logged. */
  readonly card: string;
}

/** The fields of the form. */
export type CheckoutField = keyof CheckoutRequest;

/** What is wrong, by field, in words for the visitor. */
export type FieldErrors = Readonly<Partial<Record<CheckoutField, string>>>;
