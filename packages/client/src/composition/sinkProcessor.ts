import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { Client } from '../Client.js';
import type { PageView } from '../process/PageView.js';
import { quietly } from '../process/quietly.js';
import { sdkSpanDraft } from '../process/sdkSpanDraft.js';

/** Remembers in which page view the SDK's spans start, and hands the ended ones to the client's sink. */
export function sinkProcessor(client: Client, onStart?: (span: Span) => void): SpanProcessor {
  const pages = new WeakMap<object, PageView>();
  return {
    onStart(span) {
      quietly(() => {
        pages.set(span, client.page);
        onStart?.(span);
      });
    },
    onEnd(span) {
      quietly(() => {
        client.sink.span(sdkSpanDraft(span, pages.get(span) ?? client.page));
      });
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}
