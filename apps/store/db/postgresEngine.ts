import { Pool } from 'pg';
import type { Engine, Session } from '@/db/Engine';

/** Most connections that one process opens. */
const MAX_CONNECTIONS = 10;
/** How long a caller waits for a connection before it is told that the database is not to be had. */
const CONNECT_TIMEOUT_MILLIS = 5_000;
/** After this, PostgreSQL gives up a statement by itself. */
const STATEMENT_TIMEOUT_MILLIS = 10_000;

/**
 * PostgreSQL at `connectionString`.
 * @throws nothing here: a database that is not there rejects `acquire`.
 */
export function postgresEngine(connectionString: string): Engine {
  const pool = new Pool({
    connectionString,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLIS,
    statement_timeout: STATEMENT_TIMEOUT_MILLIS,
    allowExitOnIdle: true,
  });
  // An idle connection that the server closes is replaced at the next use; without a listener it ends the process.
  pool.on('error', () => {});

  return {
    get busy() {
      return pool.idleCount === 0 && pool.totalCount >= MAX_CONNECTIONS;
    },
    async acquire(): Promise<Session> {
      const client = await pool.connect();
      return {
        async run(text, values) {
          const result = await client.query(text, [...values]);
          return result.rows;
        },
        release: (broken) => client.release(broken),
      };
    },
    close: () => pool.end(),
  };
}
