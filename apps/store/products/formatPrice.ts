const EUROS = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
const WHOLE_EUROS = new Intl.NumberFormat('en-IE', {
  style: 'currency',
  currency: 'EUR',
  maximumFractionDigits: 0,
});

/** A price for people: `€24`, or `€6.90` where there are cents. */
export function formatPrice(cents: number): string {
  return (cents % 100 === 0 ? WHOLE_EUROS : EUROS).format(cents / 100);
}
