import { RELAY_MAX_RECORDS } from '@throughline/semconv';
import type { ProcessState, Running } from '../runtime/processState.js';
import { cleanLogRecord } from './cleanLogRecord.js';
import { collect } from './collect.js';
import type { RelayResult } from './RelayResult.js';
import { recordsOf } from './recordsOf.js';
import { writeBrowserRecord } from './writeBrowserRecord.js';

/** Checks a browser's log records and writes them as lines with `source="browser"`. */
export function relayLogs(
  state: ProcessState,
  { ledger }: Running,
  request: unknown,
  nowMillis = Date.now(),
): RelayResult {
  if (state.sink.isFull) return { kind: 'full' };
  const entry = ledger.entry('relay', 'log');
  const { kept, rejected, reasons } = collect(
    recordsOf(request, 'resourceLogs', 'scopeLogs', 'logRecords'),
    (record) => cleanLogRecord(record, nowMillis),
    RELAY_MAX_RECORDS,
  );
  let lost = 0;
  for (const record of kept) if (!writeBrowserRecord(state.sink, record)) lost += 1;
  entry.accepted += kept.length + rejected;
  entry.delivered += kept.length - lost;
  entry.drop('invalid', rejected);
  entry.drop('no_sink', lost);
  if (lost > 0) reasons.push('there is no room, or nowhere to keep them');
  return { kind: 'taken', rejected: rejected + lost, reasons };
}
