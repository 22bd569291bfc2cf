import { warnOnce } from '../delivery/warnOnce.js';
import type { Labels, SeriesGuard } from './SeriesGuard.js';

/** Runs a write under admitted labels; whatever is wrong with it is said once and is no fault of the app's request. */
export function write(
  name: string,
  guard: SeriesGuard,
  labels: Readonly<Record<string, unknown>> | undefined,
  value: number,
  run: (labels: Labels) => void,
): void {
  try {
    const admitted = Number.isFinite(value) ? guard.admit(labels ?? {}) : undefined;
    if (admitted) run(admitted);
    else warnOnce(`metric/${name}`, `a write to the metric ${name} was left out: wrong labels or value`);
  } catch (error) {
    warnOnce(`metric/${name}`, `a write to the metric ${name} was left out: ${String(error)}`);
  }
}

/** Takes a label set off a metric, when it has it. */
export function forget(
  guard: SeriesGuard,
  labels: Readonly<Record<string, unknown>>,
  run: (labels: Labels) => void,
): void {
  const known = guard.forget(labels);
  if (known) run(known);
}
