'use client';

import { setUser } from '@throughline/client';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useState } from 'react';
import type { CheckoutField, FieldErrors } from '@/checkout/CheckoutRequest';
import { type CheckoutAnswer, submitCheckout } from '@/checkout/submitCheckout';
import { TEST_CARDS } from '@/checkout/testCards';
import button from '@/components/Button.module.css';
import { useCartCount } from '@/components/CartCountProvider';
import styles from '@/components/CheckoutForm.module.css';
import { FormField } from '@/components/FormField';
import { formatPrice } from '@/products/formatPrice';

const MESSAGES: Readonly<Record<Exclude<CheckoutAnswer['code'], 'placed' | 'invalid'>, string>> = {
  card_declined: 'Your card was declined. Nothing was charged: please try another card.',
  payments_unavailable: 'Payments do not answer just now. Nothing was charged: please try again in a moment.',
  out_of_stock: 'Something in your cart has just sold out. Please look at your cart.',
  empty_cart: 'Your cart is empty.',
  failed: 'Something went wrong on our side. Nothing was charged.',
};

/** Address, card and the button. */
export function CheckoutForm({
  totalCents,
  startCard,
}: {
  readonly totalCents: number;
  readonly startCard: string;
}) {
  const router = useRouter();
  const { settle } = useCartCount();
  const [values, setValues] = useState<Record<CheckoutField, string>>({
    email: 'robin@example.com',
    recipient: 'Robin Vale',
    address: '12 Harbour Street, 4021 Halden',
    card: startCard,
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);

  const buy = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setErrors({});
    setMessage('');
    const answer = await submitCheckout(values);
    if (answer.code === 'placed') {
      settle(0);
      // The shop knows its buyers by their order. It is a random number: who has the table alone can tell whose it is.
      setUser(answer.orderId);
      // Stays busy: the next page takes over.
      router.push(`/order/${answer.orderId}`);
      return;
    }
    setBusy(false);
    if (answer.code === 'invalid') setErrors(answer.fields);
    else setMessage(MESSAGES[answer.code]);
  };
  const field = (name: CheckoutField) => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: (value: string) => setValues((current) => ({ ...current, [name]: value })),
  });

  return (
    <form className={styles.form} onSubmit={buy} noValidate aria-busy={busy}>
      <fieldset className={styles.group}>
        <legend>Where it goes</legend>
        <FormField label="Email" type="email" autoComplete="email" {...field('email')} />
        <FormField label="Name" autoComplete="name" {...field('recipient')} />
        <FormField label="Address" autoComplete="street-address" {...field('address')} />
      </fieldset>
      <fieldset className={styles.group}>
        <legend>Payment</legend>
        <FormField label="Card number" inputMode="numeric" autoComplete="cc-number" {...field('card')} />
        <div className={styles.chips}>
          <span>Test cards:</span>
          {TEST_CARDS.map((card) => (
            <button
              key={card.id}
              type="button"
              className={styles.chip}
              aria-pressed={values.card === card.number}
              onClick={() => setValues((current) => ({ ...current, card: card.number }))}
            >
              {card.label}
            </button>
          ))}
        </div>
      </fieldset>
      {message && (
        <p role="alert" className={styles.message}>
          {message}
        </p>
      )}
      <div className={styles.actions}>
        <button type="submit" className={button.primary} disabled={busy}>
          {busy ? 'One moment…' : `Buy for ${formatPrice(totalCents)}`}
        </button>
        <p>A demo: nothing is sent, no card is charged.</p>
      </div>
    </form>
  );
}
