import { type ExportTraceServiceRequest, type OtlpSpan, toKeyValues } from '@throughline/otlp';
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_RELAY_TRACE_ID,
  ATTR_SERVICE_NAME,
  ATTR_TELEMETRY_SDK_LANGUAGE,
  ATTR_USER_AGENT_NAME,
  RELAY_MAX_RECORDS,
  SDK_LANGUAGE_BROWSER,
} from '@throughline/semconv';
import type { Running } from '../runtime/processState.js';
import { cleanSpan } from './cleanSpan.js';
import { collect } from './collect.js';
import type { RelayResult } from './RelayResult.js';
import { RECORD_LISTS } from './RelaySignal.js';
import type { RequestFacts } from './RequestFacts.js';
import { recordsOf } from './recordsOf.js';

/** Checks a browser's spans and queues them for the OTLP endpoint under the server's resource. */
export function relaySpans(
  running: Running,
  request: unknown,
  facts: RequestFacts,
  nowMillis = Date.now(),
): RelayResult {
  const { configuration, ledger, metrics, spans } = running;
  if (spans?.isFull) return { kind: 'full' };
  const entry = ledger.entry('relay', 'span');
  const { kept, rejected, reasons } = collect(
    recordsOf(request, ...RECORD_LISTS.spans),
    (record) => cleanSpan(record, nowMillis),
    RELAY_MAX_RECORDS,
  );
  if (kept.length > 0 && spans && !spans.forward(envelope(kept, running, facts), kept.length)) {
    return { kind: 'full' };
  }
  metrics.browser.observeSpans(kept);
  const received = kept.length + rejected;
  entry.accepted += received;
  entry.drop('invalid', rejected);
  if (spans) {
    entry.delivered += kept.length;
    return { kind: 'taken', received, rejected, reasons };
  }
  entry.drop('no_destination', kept.length);
  const reason = `${configuration.serviceName} exports no spans`;
  return { kind: 'taken', received, rejected: received, reasons: [...reasons, reason] };
}

/** The resource is the server's to say: a browser could claim to be any service. */
function envelope(
  spans: OtlpSpan[],
  { configuration }: Running,
  { userAgent, traceId }: RequestFacts,
): ExportTraceServiceRequest {
  const attributes = toKeyValues({
    [ATTR_SERVICE_NAME]: `${configuration.serviceName}-browser`,
    [ATTR_TELEMETRY_SDK_LANGUAGE]: SDK_LANGUAGE_BROWSER,
    [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: configuration.environment,
    [ATTR_USER_AGENT_NAME]: userAgent,
    [ATTR_RELAY_TRACE_ID]: traceId,
  });
  const scope = { name: '@throughline/client' };
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope, spans }] }] };
}
