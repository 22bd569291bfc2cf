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
import { isControlFlow, markRecorded } from './recordError.js';

/**
 * What the framework gets in place of a span that is left out: it answers with the surrounding span's identity, so
 * that whatever starts inside is that span's child, and forgets what is written to it.
 */
export class SharedSpan implements Span {
  constructor(
    readonly target: Span,
    readonly onAttribute?: (key: string, value: unknown) => void,
  ) {}

  spanContext(): SpanContext {
    return this.target.spanContext();
  }
  isRecording(): boolean {
    return this.target.isRecording();
  }
  setAttribute(key: string, value: AttributeValue): this {
    this.onAttribute?.(key, value);
    return this;
  }
  setAttributes(attributes: Attributes): this {
    if (this.onAttribute) for (const key of Object.keys(attributes)) this.onAttribute(key, attributes[key]);
    return this;
  }
  recordException(exception: Exception): void {
    if (!this.target.isRecording() || isControlFlow(exception)) return;
    this.target.recordException(exception);
    markRecorded(exception);
  }
  addEvent(): this {
    return this;
  }
  addLink(_link: Link): this {
    return this;
  }
  addLinks(_links: Link[]): this {
    return this;
  }
  setStatus(_status: SpanStatus): this {
    return this;
  }
  updateName(): this {
    return this;
  }
  end(_endTime?: TimeInput): void {}
}
