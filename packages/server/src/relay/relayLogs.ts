import { MAX_LOG_LINE_BYTES, RELAY_MAX_RECORDS } from '@throughline/semconv';
import type { ProcessState, Running } from '../runtime/processState.js';
import { cleanLogRecord } from './cleanLogRecord.js';
import { collect } from './collect.js';
import type { RelayResult } from './RelayResult.js';
import { RECORD_LISTS } from './RelaySignal.js';
import type { RequestFacts } from './RequestFacts.js';
import { recordsOf } from './recordsOf.js';
import { writeBrowserRecord } from './writeBrowserRecord.js';

/** Checks a browser's log records and writes them as lines with `source="browser"`. */
export function relayLogs(
  state: ProcessState,
  { ledger, metrics }: Running,
  request: unknown,
  facts: RequestFacts,
  nowMillis = Date.now(),
): RelayResult {
  if (state.sink.isFull) return { kind: 'full' };
  const entry = ledger.entry('relay', 'log');
  const { kept, rejected, reasons } = collect(
    recordsOf(request, ...RECORD_LISTS.logs),
    (record) => cleanLogRecord(record, nowMillis),
    RELAY_MAX_RECORDS,
  );
  metrics.browser.observeLogs(kept, facts.device);
  const written = { kept: 0, 'no room': 0, 'too long': 0 };
  for (const record of kept) written[writeBrowserRecord(state.sink, record, facts)] += 1;
  entry.accepted += kept.length + rejected;
  entry.delivered += written.kept;
  entry.drop('invalid', rejected);
  entry.drop('no_destination', written['no room']);
  entry.drop('too_large', written['too long']);
  if (written['no room'] > 0) reasons.push('there is no room, or nowhere to keep them');
  if (written['too long'] > 0) reasons.push(`a log record makes more than ${MAX_LOG_LINE_BYTES} bytes`);
  const received = kept.length + rejected;
  return { kind: 'taken', received, rejected: received - written.kept, reasons };
}
