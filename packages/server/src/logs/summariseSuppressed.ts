import type { Logger } from 'pino';
import type { LogGate } from './LogGate.js';

const SUMMARY_MILLIS = 60_000;

/** Says every minute how many lines log sampling has left out, if any. */
export function summariseSuppressed(
  { logger, gate }: { logger: Logger; gate: LogGate },
  intervalMillis = SUMMARY_MILLIS,
): void {
  setInterval(() => writeSummary(logger, gate), intervalMillis).unref();
}

/** One line with the counts by rule since the last. At `error`'s rank nothing is suppressed: it is written around it. */
export function writeSummary(logger: Logger, gate: LogGate): void {
  const suppressed = gate.sampler.takeUnsaid();
  if (suppressed.size === 0) return;
  let lines = 0;
  for (const count of suppressed.values()) lines += count;
  const { rules } = gate.sampler;
  gate.change([]);
  logger.info({ suppressed: Object.fromEntries(suppressed) }, `log sampling left out ${lines} lines`);
  gate.change(rules);
}
