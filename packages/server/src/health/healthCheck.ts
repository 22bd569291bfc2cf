import { processState } from '../runtime/processState.js';

/** Says by returning that the app can serve; by throwing, rejecting or returning `false` that it cannot. */
export type HealthCheck = () => unknown;

export interface RegisteredCheck {
  readonly check: HealthCheck;
  readonly timeoutMillis: number;
}

const DEFAULT_TIMEOUT_MILLIS = 2_000;

/**
 * Adds a check to `/api/health/ready`, or replaces the one of that name. A check that takes longer than
 * `timeoutMillis` (default 2000) has failed.
 * @returns takes the check out again
 */
export function healthCheck(
  name: string,
  check: HealthCheck,
  { timeoutMillis = DEFAULT_TIMEOUT_MILLIS }: { timeoutMillis?: number } = {},
): () => void {
  const { healthChecks } = processState();
  const registered = { check, timeoutMillis };
  healthChecks.set(name, registered);
  return () => {
    if (healthChecks.get(name) === registered) healthChecks.delete(name);
  };
}
