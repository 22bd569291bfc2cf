import { logger, withSpan } from '@throughline/server';

const own = { logger, withSpan };

/** What a handler reports with: this package's, what was preloaded in its place, or nothing. */
export function parts() {
  return process.env.BENCH_BARE === undefined ? own : (globalThis.benchParts ?? {});
}
