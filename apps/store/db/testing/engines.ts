import type { Engine } from '@/db/Engine';
import { pgliteEngine } from '@/db/pgliteEngine';
import { postgresEngine } from '@/db/postgresEngine';
import { servePglite } from '@/db/testing/servePglite';

/** Both ways to the database: what holds for one has to hold for the other. */
export const ENGINES: ReadonlyArray<{ readonly name: string; open(): Promise<Engine> }> = [
  { name: 'PGlite', open: async () => pgliteEngine() },
  {
    name: 'PostgreSQL',
    async open() {
      const server = await servePglite();
      const engine = postgresEngine(server.url);
      return {
        get busy() {
          return engine.busy;
        },
        acquire: () => engine.acquire(),
        async close() {
          await engine.close();
          await server.close();
        },
      };
    },
  },
];
