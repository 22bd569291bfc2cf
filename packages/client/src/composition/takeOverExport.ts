import {
  ATTR_NETWORK_CONNECTION_TYPE,
  ATTR_NETWORK_EFFECTIVE_TYPE,
  ATTR_PAGE_HIDDEN,
  ATTR_SESSION_ID,
  ATTR_USER_ID,
} from '@throughline/semconv';
import type { Client } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import type { EarlyBuffer } from '../early/EarlyBuffer.js';
import { createExporter } from '../export/Exporter.js';
import { addException } from '../process/addException.js';
import { connectionType } from '../process/connectionType.js';
import { logRecord } from '../process/logRecord.js';
import { pageAttributes } from '../process/pageAttributes.js';
import { createPageScope } from '../process/pageScope.js';
import { printLog, printSpan } from '../process/printRecord.js';
import { SCOPE_NAME } from '../process/SCOPE_NAME.js';
import type { Sink } from '../process/Sink.js';
import { createSession } from '../process/session.js';
import { spanRecord } from '../process/spanRecord.js';
import { createTailSampler } from '../process/tailSampler.js';
import { traceStateOf } from '../process/traceStateOf.js';
import { resolveOptions } from '../resolveOptions.js';

/** What both compositions do first: check the options and put the exporter in the place of the early buffer. */
export function takeOverExport(client: Client, given: ClientOptions): void {
  // Nobody has put anything else there so far.
  const buffer = (client.off ?? client.sink) as EarlyBuffer;
  const options = resolveOptions(given, (message) => console.error(message));
  client.settings = options;
  const { endpoint, maxBatchAgeMillis, sessionToken, slowMillis, debug } = options;
  const exporter = createExporter({
    endpoint,
    maxBatchAgeMillis,
    sessionToken,
    ledgerId: client.sessionId,
    nativeFetch: client.nativeFetch,
    prefetches: () => client.prefetches,
  });
  if (options.offline && !client.off) {
    // A chunk of its own, for those who want it.
    void import('../offline/keepOffline.js').then(
      ({ keepOffline }) => exporter.useOffline(keepOffline),
      () => undefined,
    );
  }
  const scope = { name: SCOPE_NAME };
  const pageScope = createPageScope();
  const session = createSession(client);
  // Known after what is recorded and sent as the page becomes hidden: that is of the time before.
  let hidden = document.hidden;
  window.addEventListener('visibilitychange', () => {
    hidden = document.hidden;
  });
  const identity = () => {
    const { type, effective } = connectionType(navigator);
    return {
      [ATTR_SESSION_ID]: session(),
      [ATTR_USER_ID]: client.userId,
      [ATTR_NETWORK_CONNECTION_TYPE]: type,
      [ATTR_NETWORK_EFFECTIVE_TYPE]: effective,
      [ATTR_PAGE_HIDDEN]: hidden || undefined,
    };
  };
  const tail = createTailSampler(
    client,
    slowMillis,
    (draft) => {
      const record = spanRecord(draft, identity(), traceStateOf(draft.context, options.sampleRatio));
      exporter.addSpan(record, draft.scope ?? scope);
      if (debug) printSpan(draft);
    },
    exporter.countEvicted,
  );
  const sink: Sink = {
    span: tail.span,
    log(entry) {
      addException(entry);
      tail.log(entry);
      exporter.addLog(logRecord(entry), pageScope(pageAttributes(identity(), entry.page, entry.attributes)));
      if (debug) printLog(entry);
    },
    flush: exporter.flushAtExit,
    clear() {
      tail.clear();
      exporter.clear();
    },
  };
  if (client.off) client.off = sink;
  else client.sink = sink;
  buffer.logs.take().forEach(sink.log);
  buffer.spans.take().forEach(sink.span);
  exporter.countEarly(buffer);
}
