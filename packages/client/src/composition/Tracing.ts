import type { Tracer, TracerProvider } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base';

/** What a composition gives to the capturing parts: a tracer of ours, and the provider for everybody else's. */
export interface Tracing {
  readonly tracer: Tracer;
  readonly provider: TracerProvider;
}

/** What a composition asks of the pipeline. */
export interface TracingOptions {
  sampleRatio: number;
  onStart: SpanProcessor['onStart'];
  /** Every span that ends, sent or not. */
  onEnding: (span: ReadableSpan) => void;
  /** Spans that are to be sent. */
  onEnd: (span: ReadableSpan) => void;
}
