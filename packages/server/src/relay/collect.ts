import { InvalidRecord } from './cleanValue.js';

/** What is left of a request's records: the good ones, and why the others are not kept. */
export interface Collected<T> {
  kept: T[];
  rejected: number;
  /** The first reasons, for `partialSuccess.errorMessage`. */
  reasons: string[];
}

const MAX_REASONS = 3;

/** Cleans each record by itself: a bad one does not take its neighbours along. */
export function collect<T>(
  records: Iterable<unknown>,
  clean: (record: unknown) => T,
  max: number,
): Collected<T> {
  const result: Collected<T> = { kept: [], rejected: 0, reasons: [] };
  for (const record of records) {
    try {
      if (result.kept.length >= max) throw new InvalidRecord(`more than ${max} records`);
      result.kept.push(clean(record));
    } catch (error) {
      reject(result, error instanceof InvalidRecord ? error.message : 'a record is not readable');
    }
  }
  return result;
}

function reject(result: Collected<unknown>, reason: string): void {
  result.rejected += 1;
  if (result.reasons.length < MAX_REASONS && !result.reasons.includes(reason)) result.reasons.push(reason);
}
