import { type Tracer, trace } from '@opentelemetry/api';

/** Instrumentation scope of the spans that this package makes. */
export const SCOPE_NAME = '@throughline/server';

/** The tracer of this package. Without `register` it makes no spans. */
export function ownTracer(): Tracer {
  return trace.getTracer(SCOPE_NAME);
}
