import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { Client } from './Client.js';
import type { ResolvedOptions } from './ClientOptions.js';
import { captureDocumentLoad } from './capture/documentLoad/captureDocumentLoad.js';
import { captureErrors } from './capture/errors/captureErrors.js';
import { createFetchSpans } from './capture/fetch/fetchSpans.js';
import { installFetch } from './capture/fetch/installFetch.js';
import { captureNavigation, navigationType } from './capture/navigation/captureNavigation.js';
import { watchPagesRouter } from './capture/navigation/watchPagesRouter.js';
import { whenPageReturns } from './capture/navigation/whenPageReturns.js';
import { standardTracing } from './composition/standardTracing.js';
import { createExporter } from './export/Exporter.js';
import { whenPageHides } from './export/whenPageHides.js';
import { createLogPipeline } from './process/logPipeline.js';
import { createNavigationRequests } from './process/navigationRequests.js';
import { pageAttributes } from './process/pageAttributes.js';
import { createPageViews } from './process/pageViews.js';
import { printSpan } from './process/printRecord.js';
import { quietly } from './process/quietly.js';
import { readSessionId } from './process/readSessionId.js';
import { spanRecord } from './process/spanRecord.js';

/** Puts capture, process and export together and starts them. Called once a page. */
export function createClient(options: ResolvedOptions): Client {
  // Taken before anything is patched: what the exporter sends is never traced.
  const nativeFetch = window.fetch.bind(window);
  const sessionId = readSessionId();
  const pages = createPageViews(location.pathname);
  const fetchSpans = createFetchSpans();
  const navigationRequests = createNavigationRequests();
  const exporter = createExporter({
    endpoint: options.endpoint,
    maxBatchAgeMillis: options.maxBatchAgeMillis,
    nativeFetch,
    onDelivered: () => logs.reportDrops(),
  });
  const logs = createLogPipeline({ exporter, pages, sessionId, debug: options.debug });

  const sendSpan = (span: ReadableSpan) => {
    const { name, version } = span.instrumentationScope;
    exporter.addSpan(spanRecord(span), version ? { name, version } : { name });
    if (options.debug) printSpan(span);
  };
  const { tracer, provider } = standardTracing({
    sampleRatio: options.sampleRatio,
    onStart(span, parentContext) {
      span.setAttributes(pageAttributes(sessionId, pages.current(), span.attributes));
      const { spanId } = span.spanContext();
      navigationRequests.onStart(spanId, span.parentSpanContext?.spanId, parentContext);
      fetchSpans.onStart(span);
    },
    onEnding(span) {
      const { spanId } = span.spanContext();
      navigationRequests.onEnd(spanId);
      fetchSpans.onEnd(spanId);
    },
    onEnd: sendSpan,
  });

  const { capture } = options;
  const load = capture.documentLoad ? captureDocumentLoad(tracer, pages) : undefined;
  const navigation = captureNavigation(tracer, pages, navigationRequests);
  if (capture.fetch) {
    const { endpoint, propagateTraceTo } = options;
    installFetch({ provider, pages, spans: fetchSpans, endpoint, propagateTraceTo, nativeFetch });
  }
  if (capture.errors) captureErrors(logs.captureError);
  // What a person does is not part of the page's own load: from the first touch on it has a trace of its own.
  for (const type of ['pointerdown', 'keydown']) {
    window.addEventListener(type, () => pages.closeAdoption(), { capture: true, passive: true });
  }
  whenPageHides({
    onHidden: () =>
      quietly(() => {
        // Nobody sees it settle: without frames to draw its time would say nothing.
        navigation.interrupt();
        exporter.flushAtExit();
      }),
    onLeave: () =>
      quietly(() => {
        fetchSpans.endAll();
        navigation.interrupt();
        load?.interrupt();
        exporter.flushAtExit();
      }),
  });

  const navigationStarted: Client['navigationStarted'] = (url, type) => {
    if (capture.navigation) navigation.started(url, type);
    else pages.begin(navigationType(type), new URL(url, location.href).pathname);
  };
  watchPagesRouter(navigationStarted);
  whenPageReturns(() => navigationStarted(location.href, 'traverse'));

  return {
    tracer,
    parentContext: pages.parentContext,
    log: logs.log,
    captureError: logs.captureError,
    rememberThrown: logs.rememberThrown,
    navigationStarted,
  };
}
