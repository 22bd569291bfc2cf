import { withSpan } from '@throughline/server';
import { createDatabase, type Database } from '@/db/createDatabase';
import { pgliteEngine } from '@/db/pgliteEngine';
import { postgresEngine } from '@/db/postgresEngine';
import { seed } from '@/db/seed';

// One per process: Next bundles this module several times (pages, route handlers, actions), and PGlite in memory
// would be a different shop in each.
const KEY = Symbol.for('throughline.store.database');

interface Holder {
  [KEY]?: Promise<Database> | undefined;
}

const holder = globalThis as typeof globalThis & Holder;

async function open(): Promise<Database> {
  const url = process.env.DATABASE_URL;
  const database = createDatabase(url ? postgresEngine(url) : pgliteEngine());
  try {
    await withSpan('open database', () => seed(database));
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/**
 * The shop's database, opened and seeded at first use: PGlite in this process, or PostgreSQL where
 * `DATABASE_URL` is set. A failed opening is tried again at the next call.
 */
export function database(): Promise<Database> {
  holder[KEY] ??= open().catch((error: unknown) => {
    holder[KEY] = undefined;
    throw error;
  });
  return holder[KEY];
}
