import { logger } from '@throughline/server';

async function add(item) {
  'use server';
  logger.info('added to the cart');
  if (item === 'broken') throw new Error('the action broke');
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
