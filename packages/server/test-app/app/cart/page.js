import { logger } from '@throughline/server';

async function add(form) {
  'use server';
  logger.info('added to the cart');
  if (form.get('item') === 'broken') throw new Error('the action broke');
}

export default function Cart() {
  return (
    <form action={add}>
      <button type="submit" name="item" value="1">
        Add
      </button>
    </form>
  );
}
