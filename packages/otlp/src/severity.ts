import type { Level } from '@throughline/semconv';
import { SEVERITY } from './types.js';

/** The level of an OTLP severity number (1-24). Outside that range: `info`. */
export function levelOfSeverity(severityNumber: number | undefined): Level {
  const n = severityNumber ?? 0;
  if (n < 1 || n > 24) return 'info';
  if (n < SEVERITY.DEBUG) return 'trace';
  if (n < SEVERITY.INFO) return 'debug';
  if (n < SEVERITY.WARN) return 'info';
  if (n < SEVERITY.ERROR) return 'warn';
  return n < SEVERITY.FATAL ? 'error' : 'fatal';
}

/** The first severity number of a level. */
export function severityOfLevel(level: Level): number {
  return SEVERITY[level.toUpperCase() as Uppercase<Level>];
}
