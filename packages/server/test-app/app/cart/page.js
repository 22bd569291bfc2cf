import { logger } from '@throughline/server';
import { remove } from './actions.js';

async function add(sent) {
  'use server';
  logger.info('added to the cart');
  // A form that is sent without JavaScript is what the action is given.
  const item = sent instanceof FormData ? sent.get('item') : sent;
  if (item === 'broken') throw new Error('the action broke');
}

export default function Cart() {
  return (
    <>
      <form action={add}>
        <button type="submit" name="item" value="1">
          Add
        </button>
      </form>
      <form action={remove.bind(null, 3)}>
        <button type="submit">Remove</button>
      </form>
    </>
  );
}
