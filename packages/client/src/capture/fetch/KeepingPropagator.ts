import type { Context, TextMapSetter } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/** W3C Trace Context that leaves a `traceparent` alone which the app has set itself. */
export class KeepingPropagator extends W3CTraceContextPropagator {
  override inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    if (carrier instanceof Headers && carrier.has('traceparent')) return;
    super.inject(context, carrier, setter);
  }
}
