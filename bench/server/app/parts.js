import { logger, withSpan } from '@throughline/server';

/** What a handler reports with: this package's, what was preloaded in its place, or nothing. */
export const parts =
  process.env.BENCH_BARE === undefined ? { logger, withSpan } : (globalThis.benchParts ?? {});
