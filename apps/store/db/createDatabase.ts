import { AsyncLocalStorage } from 'node:async_hooks';
import { sqlSpan, withSpan } from '@throughline/server';
import type { Engine, Session, SqlValue } from '@/db/Engine';

/** Runs statements. `text` holds placeholders only (`$1`), so that it can stand in a trace. */
export interface Queries {
  /** The rows of one statement. The caller names their shape; the schema is its own. */
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** The shop's database: statements of their own, or several of them in a transaction. */
export interface Database extends Queries {
  /**
   * Runs `work` between BEGIN and COMMIT; a throw rolls back and is passed on. Inside, only the given `Queries`
   * may be used. Keep it short and never wait for another service in it: PGlite has one connection.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Puts spans around an engine, and turns its connections into statements and transactions. */
export function createDatabase(engine: Engine): Database {
  // With one connection, a statement outside of the open transaction that it is called from would wait for
  // itself for ever. It is a programming error: say so at once.
  const inTransaction = new AsyncLocalStorage<true>();

  async function acquire(): Promise<Session> {
    if (inTransaction.getStore()) {
      throw new Error('a statement inside of a transaction must use the queries that the transaction gives');
    }
    if (!engine.busy) return engine.acquire();
    return withSpan('wait for database connection', () => engine.acquire());
  }

  async function traced<Row>(session: Session, text: string, values: readonly SqlValue[]) {
    const { rows } = await sqlSpan({ system: 'postgresql', text }, async () => ({
      rows: await session.run(text, values),
    }));
    return rows as readonly Row[];
  }

  return {
    async query<Row>(text: string, values: readonly SqlValue[] = []) {
      const session = await acquire();
      try {
        return await traced<Row>(session, text, values);
      } finally {
        session.release(false);
      }
    },

    async transaction(work) {
      const session = await acquire();
      let broken = false;
      try {
        await traced(session, 'BEGIN', []);
        const result = await inTransaction.run(true, () =>
          work({ query: (text, values = []) => traced(session, text, values) }),
        );
        await traced(session, 'COMMIT', []);
        return result;
      } catch (error) {
        await traced(session, 'ROLLBACK', []).catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        session.release(broken);
      }
    },

    close: () => engine.close(),
  };
}
