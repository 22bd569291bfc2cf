import { register as start } from '@throughline/server';

export { onRequestError } from '@throughline/server';

/** With a PostgreSQL of its own the shop has OpenTelemetry's spans of the driver too, below its own `sqlSpan`s. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || !process.env.DATABASE_URL) {
    start();
    return;
  }
  const { PgInstrumentation } = await import('@opentelemetry/instrumentation-pg');
  start({ instrumentations: [new PgInstrumentation()] });
}
