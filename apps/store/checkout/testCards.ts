/** Cards that payments knows, for the chips under the card field. The first one is filled in. */
export const TEST_CARDS = [
  { id: 'good', label: 'Card that works', number: '4242 4242 4242 4242' },
  { id: 'declined', label: 'Declined card', number: '4000 0000 0000 0002' },
  { id: 'outage', label: 'Payments outage', number: '4000 0000 0000 0119' },
] as const;
