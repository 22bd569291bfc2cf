import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '@/db/createDatabase';
import { pgliteEngine } from '@/db/pgliteEngine';
import { ENGINES } from '@/db/testing/engines';

describe.each(ENGINES)('on $name', ({ open }) => {
  let database: Database;

  beforeAll(async () => {
    database = createDatabase(await open());
    await database.query('CREATE TABLE notes (id int PRIMARY KEY, text text NOT NULL)');
  });

  afterAll(() => database.close());

  const all = () => database.query<{ id: number; text: string }>('SELECT id, text FROM notes ORDER BY id');

  test('values are bound, not pasted', async () => {
    await database.query('INSERT INTO notes VALUES ($1, $2)', [1, "'); DROP TABLE notes; --"]);
    expect(await all()).toEqual([{ id: 1, text: "'); DROP TABLE notes; --" }]);
  });

  test("an error has PostgreSQL's code and leaves the connection usable", async () => {
    await expect(database.query('INSERT INTO notes VALUES (1, $1)', ['twice'])).rejects.toMatchObject({
      code: '23505',
    });
    expect(await all()).toHaveLength(1);
  });

  test('a transaction that throws leaves nothing and passes the error on', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.query('INSERT INTO notes VALUES (2, $1)', ['gone']);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await all()).toHaveLength(1);
  });

  test('what others ask during a transaction waits, and does not see its rows before the end', async () => {
    const order: string[] = [];
    const inside = database.transaction(async (tx) => {
      await tx.query('INSERT INTO notes VALUES (3, $1)', ['kept']);
      await tx.query('SELECT pg_sleep(0.05)');
      order.push('transaction');
    });
    const outside = all().then((rows) => {
      order.push('outside');
      return rows;
    });
    await inside;
    expect((await outside).map((row) => row.id)).toEqual([1, 3]);
    expect(order).toEqual(['transaction', 'outside']);
  });

  test('a statement that would wait for its own transaction is an error at once', async () => {
    await expect(database.transaction(async () => all())).rejects.toThrow('must use the queries');
    expect(await all()).toHaveLength(2);
  });
});

test('PGlite: a slow statement does not stop this thread', async () => {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  const database = createDatabase(pgliteEngine());
  await database.query('SELECT pg_sleep(0.3)');
  clearInterval(timer);
  await database.close();
  expect(ticks).toBeGreaterThan(5);
});

test('PGlite: after the end every question is refused', async () => {
  const other = createDatabase(pgliteEngine());
  await other.query('SELECT 1');
  const asked = other.query('SELECT pg_sleep(5)');
  await other.close();
  await expect(asked).rejects.toThrow('the database thread ended');
  await expect(other.query('SELECT 1')).rejects.toThrow('the database thread ended');
});
