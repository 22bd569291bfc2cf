import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { logger } from '../logs/logger.js';
import { processState } from '../runtime/processState.js';
import { errorMessage } from '../tracing/recordError.js';
import type { RegisteredCheck } from './healthCheck.js';

/** Runs all checks at once. Which one failed and why is logged, for the answer must not say it. */
export async function isReady(): Promise<boolean> {
  const { healthChecks, leaving } = processState();
  const results = await Promise.all(
    [...healthChecks].map(async ([name, check]) => {
      const failure = await failureOf(check);
      if (failure !== undefined) logger.warn({ check: name, err: failure }, `health check ${name} failed`);
      return failure === undefined;
    }),
  );
  // Who is about to go takes no more requests.
  return !leaving && results.every(Boolean);
}

async function failureOf({ check, timeoutMillis }: RegisteredCheck): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Error>((resolve) => {
    timer = setTimeout(() => resolve(new Error(`no answer within ${timeoutMillis} ms`)), timeoutMillis);
  });
  // A probe every few seconds is no trace that anybody looks for.
  const run = context.with(suppressTracing(context.active()), async () => {
    const result = await check();
    return result === false ? new Error('the check returned false') : undefined;
  });
  const caught = run.catch((error: unknown) =>
    error instanceof Error ? error : new Error(errorMessage(error)),
  );
  const failure = await Promise.race([caught, late]);
  clearTimeout(timer);
  return failure;
}
