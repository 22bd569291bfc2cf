import { type ExportTraceServiceRequest, type OtlpSpan, toKeyValues } from '@throughline/otlp';
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_NAME,
  ATTR_TELEMETRY_SDK_LANGUAGE,
  RELAY_MAX_RECORDS,
  SDK_LANGUAGE_BROWSER,
} from '@throughline/semconv';
import type { Running } from '../runtime/processState.js';
import { cleanSpan } from './cleanSpan.js';
import { collect } from './collect.js';
import type { RelayResult } from './RelayResult.js';
import { recordsOf } from './recordsOf.js';

/** Checks a browser's spans and queues them for the OTLP endpoint under the server's resource. */
export function relaySpans(running: Running, request: unknown, nowMillis = Date.now()): RelayResult {
  const { configuration, ledger, spans } = running;
  if (spans?.isFull) return { kind: 'full' };
  const entry = ledger.entry('relay', 'span');
  const { kept, rejected, reasons } = collect(
    recordsOf(request, 'resourceSpans', 'scopeSpans', 'spans'),
    (record) => cleanSpan(record, nowMillis),
    RELAY_MAX_RECORDS,
  );
  if (kept.length > 0 && spans && !spans.forward(envelope(kept, running), kept.length)) {
    return { kind: 'full' };
  }
  entry.accepted += kept.length + rejected;
  entry.drop('invalid', rejected);
  if (spans) {
    entry.delivered += kept.length;
    return { kind: 'taken', rejected, reasons };
  }
  entry.drop('no_endpoint', kept.length);
  const reason = `${configuration.serviceName} exports no spans`;
  return { kind: 'taken', rejected: rejected + kept.length, reasons: [...reasons, reason] };
}

/** The resource is the server's to say: a browser could claim to be any service. */
function envelope(spans: OtlpSpan[], { configuration }: Running): ExportTraceServiceRequest {
  const attributes = toKeyValues({
    [ATTR_SERVICE_NAME]: `${configuration.serviceName}-browser`,
    [ATTR_TELEMETRY_SDK_LANGUAGE]: SDK_LANGUAGE_BROWSER,
    [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: configuration.environment,
  });
  const scope = { name: '@throughline/client' };
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope, spans }] }] };
}
