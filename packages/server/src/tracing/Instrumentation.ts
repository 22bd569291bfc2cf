import type { TracerProvider } from '@opentelemetry/api';

/** The part of an OpenTelemetry instrumentation (`@opentelemetry/instrumentation`) that is used here. */
export interface Instrumentation {
  readonly instrumentationName: string;
  setTracerProvider(provider: TracerProvider): void;
  enable(): void;
}
