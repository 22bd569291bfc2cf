import { RELAY_MAX_RECORDS } from '@throughline/semconv';
import type { ProcessState, Running } from '../runtime/processState.js';
import { cleanLogRecord } from './cleanLogRecord.js';
import { collect } from './collect.js';
import type { RelayResult } from './RelayResult.js';
import { RECORD_LISTS } from './RelaySignal.js';
import { recordsOf } from './recordsOf.js';
import type { SenderDevice } from './senderDevice.js';
import { writeBrowserRecord } from './writeBrowserRecord.js';

/** Checks a browser's log records and writes them as lines with `source="browser"`. */
export function relayLogs(
  state: ProcessState,
  { ledger, metrics }: Running,
  request: unknown,
  { userAgent, device }: SenderDevice,
  nowMillis = Date.now(),
): RelayResult {
  if (state.sink.isFull) return { kind: 'full' };
  const entry = ledger.entry('relay', 'log');
  const { kept, rejected, reasons } = collect(
    recordsOf(request, ...RECORD_LISTS.logs),
    (record) => cleanLogRecord(record, nowMillis),
    RELAY_MAX_RECORDS,
  );
  metrics.browser.observeLogs(kept, device);
  let lost = 0;
  for (const record of kept) if (!writeBrowserRecord(state.sink, record, userAgent)) lost += 1;
  entry.accepted += kept.length + rejected;
  entry.delivered += kept.length - lost;
  entry.drop('invalid', rejected);
  entry.drop('no_destination', lost);
  if (lost > 0) reasons.push('there is no room, or nowhere to keep them');
  return { kind: 'taken', received: kept.length + rejected, rejected: rejected + lost, reasons };
}
