import { expect, test } from 'vitest';
import { mutex } from '@/db/mutex';

test('turns are given one at a time and in order', async () => {
  const turn = mutex();
  const order: number[] = [];
  const release = await turn.acquire();
  const waiting = [1, 2, 3].map(async (number) => {
    const end = await turn.acquire();
    order.push(number);
    end();
  });
  expect(turn.busy).toBe(true);
  expect(order).toEqual([]);
  release();
  await Promise.all(waiting);
  expect(order).toEqual([1, 2, 3]);
  expect(turn.busy).toBe(false);
});

test('a turn that is ended twice ends once', async () => {
  const turn = mutex();
  const release = await turn.acquire();
  release();
  await turn.acquire();
  release();
  expect(turn.busy).toBe(true);
});
