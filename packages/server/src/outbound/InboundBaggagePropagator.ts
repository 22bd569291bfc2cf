import type { Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api';
import { W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';

/**
 * Takes trace and baggage in, and gives only the trace out: baggage may hold what is no other company's business, and
 * goes only where `propagateBaggageTo` says (`Outbound`).
 */
export class InboundBaggagePropagator implements TextMapPropagator {
  readonly #trace = new W3CTraceContextPropagator();
  readonly #baggage = new W3CBaggagePropagator();

  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    this.#trace.inject(context, carrier, setter);
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    return this.#baggage.extract(this.#trace.extract(context, carrier, getter), carrier, getter);
  }

  fields(): string[] {
    return [...this.#trace.fields(), ...this.#baggage.fields()];
  }
}
