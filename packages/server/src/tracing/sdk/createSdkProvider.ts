import type { Context } from '@opentelemetry/api';
import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { TracingParts } from '../../runtime/startTracing.js';
import type { UnendedSpans } from '../UnendedSpans.js';
import { SdkSpanExport } from './SdkSpanExport.js';
import { SdkTracerProvider } from './SdkTracerProvider.js';
import { TailProcessor } from './TailProcessor.js';

/** OpenTelemetry's SDK with the sampling contract, the own export and the user's processors. */
export function createSdkProvider(
  parts: Omit<TracingParts, 'configuration'> & {
    readonly configuration: Pick<TracingParts['configuration'], 'detail' | 'spanProcessors'>;
  },
): SdkTracerProvider {
  const { configuration, resource, sampling, spans, unended, ledger, maxWaitingSpans } = parts;
  const next = [...(spans ? [new SdkSpanExport(spans)] : []), ...configuration.spanProcessors];
  const tail =
    next.length > 0 ? [new TailProcessor(sampling, next, ledger.entry('tail', 'span'), maxWaitingSpans)] : [];
  return new SdkTracerProvider(
    { resource, sampler: sampling, spanProcessors: [new WatchUnended(unended), ...tail] },
    configuration.detail,
  );
}

class WatchUnended implements SpanProcessor {
  constructor(readonly unended: UnendedSpans) {}

  onStart(span: Span, _parent: Context): void {
    this.unended.onStart(span);
  }

  onEnd(span: ReadableSpan): void {
    this.unended.onEnd(span);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {
    await this.unended.shutdown();
  }
}
