import { afterEach, expect, test, vi } from 'vitest';
import { createDatabase } from '@/db/createDatabase';
import { database } from '@/db/database';
import { postgresEngine } from '@/db/postgresEngine';
import { servePglite } from '@/db/testing/servePglite';

afterEach(() => vi.unstubAllEnvs());

test('with DATABASE_URL the shop is in that PostgreSQL, seeded, and opened once', async () => {
  const server = await servePglite();
  vi.stubEnv('DATABASE_URL', server.url);
  const [shop, again] = await Promise.all([database(), database()]);
  expect(again).toBe(shop);

  const somebodyElse = createDatabase(postgresEngine(server.url));
  expect(await somebodyElse.query('SELECT count(*)::int AS products FROM products')).toEqual([
    { products: 20 },
  ]);
  await somebodyElse.close();
  await shop.close();
  await server.close();
});
