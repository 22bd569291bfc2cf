import { type Tracer, trace } from '@opentelemetry/api';

/** Instrumentation scope of the spans that this package makes. */
export const SCOPE_NAME = '@throughline/server';

const KEY = Symbol.for('throughline.server.tracer');
type Holder = { [KEY]?: Tracer };

/**
 * The tracer of this package. Without `register` it makes no spans. The light provider's is taken directly: what the API
 * gives is wrapped by Next, against random ids and clocks where a page is prerendered, which a light span does without.
 */
export function ownTracer(): Tracer {
  return (globalThis as Holder)[KEY] ?? trace.getTracer(SCOPE_NAME);
}

/** Makes this the package's tracer, for all copies of this module. */
export function setOwnTracer(tracer: Tracer): void {
  (globalThis as Holder)[KEY] = tracer;
}
