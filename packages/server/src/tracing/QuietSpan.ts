import type {
  Attributes,
  AttributeValue,
  Exception,
  Link,
  Span,
  SpanContext,
  SpanStatus,
  TimeInput,
} from '@opentelemetry/api';
import { activeContext } from './activeContext.js';
import { servedBy } from './RequestContext.js';

/**
 * A span that says that it does not record, and does. Next bundles a copy of its tracer with each route handler, which
 * `quietNextTracer` cannot reach: it leaves itself off where the active span does not record and the provider is none.
 */
export class QuietSpan implements Span {
  constructor(readonly target: Span) {}

  isRecording(): boolean {
    return false;
  }
  spanContext(): SpanContext {
    return this.target.spanContext();
  }
  setAttribute(key: string, value: AttributeValue): this {
    this.target.setAttribute(key, value);
    return this;
  }
  setAttributes(attributes: Attributes): this {
    this.target.setAttributes(attributes);
    return this;
  }
  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    this.target.addEvent(name, attributesOrTime, time);
    return this;
  }
  addLink(link: Link): this {
    this.target.addLink(link);
    return this;
  }
  addLinks(links: Link[]): this {
    this.target.addLinks(links);
    return this;
  }
  setStatus(status: SpanStatus): this {
    this.target.setStatus(status);
    return this;
  }
  updateName(name: string): this {
    this.target.updateName(name);
    return this;
  }
  recordException(exception: Exception, time?: TimeInput): void {
    this.target.recordException(exception, time);
  }
  end(endTime?: TimeInput): void {
    this.target.end(endTime);
  }
}

/** The class name by which Next knows that nobody traces. */
class NoopTracerProvider {}

/** Makes the provider seem to be none to Next's tracer, within requests, traced or not: there no span is wanted of it. */
export function seemAbsentInRequests(provider: object): void {
  const own = provider.constructor;
  Object.defineProperty(provider, 'constructor', {
    get: () => (servedBy(activeContext()) === undefined ? own : NoopTracerProvider),
    configurable: true,
  });
}
