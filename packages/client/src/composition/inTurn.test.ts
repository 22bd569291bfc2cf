import { afterEach, expect, test, vi } from 'vitest';
import type { Client } from '../Client.js';
import { inTurn } from './inTurn.js';

afterEach(() => vi.restoreAllMocks());

test('each step has a task of its own, and one that throws does not keep the next from it', async () => {
  const order: string[] = [];
  const said = vi.spyOn(console, 'debug').mockImplementation(() => undefined);
  const client = {} as Client;
  const given = { debug: true };
  const done = new Promise<void>((resolve) => {
    inTurn(client, given, [
      (...received) => {
        order.push('first');
        expect(received).toEqual([client, given]);
        queueMicrotask(() => order.push('end of the first task'));
      },
      () => {
        order.push('second');
        throw new Error('a fault of ours');
      },
      () => {
        order.push('third');
        resolve();
      },
    ]);
  });
  expect(order).toEqual([]);
  await done;

  expect(order).toEqual(['first', 'end of the first task', 'second', 'third']);
  expect(said).toHaveBeenCalledOnce();
  expect(String(said.mock.calls[0]?.[1])).toContain('a fault of ours');
});
