import {
  type Attributes,
  type AttributeValue,
  type Exception,
  type HrTime,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
} from '@opentelemetry/api';
import { isTimeInput } from '@opentelemetry/core';
import { EVENT_EXCEPTION } from '@throughline/semconv';
import type { UnixClock } from '../../runtime/UnixClock.js';
import { errorMessage, hasException, isRecorded, markRecorded } from '../recordError.js';
import type { SpanScope } from '../SpanBatch.js';
import { exceptionAttributes } from './exceptionAttributes.js';
import { cut, isUsable, limitAttributes } from './limitAttributes.js';
import type { SpanLimits } from './spanLimits.js';

/** What all spans of a provider share. */
export interface SpanMaker {
  readonly clock: UnixClock;
  readonly limits: SpanLimits;
  ended(span: LightSpan): void;
}

export interface LightEvent {
  readonly name: string;
  readonly unixMillis: number;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

export interface LightLink {
  readonly context: SpanContext;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

const UNSET: SpanStatus = { code: SpanStatusCode.UNSET };
const NANOS_PER_MILLI = 1e6;

/**
 * A span as cheap as one can be: its fields, no processors, no copies. Keeps OpenTelemetry's rules: limits, the
 * precedence of statuses, nothing after the end.
 */
export class LightSpan implements Span {
  readonly attributes: Attributes = {};
  #attributeCount = 0;
  droppedAttributesCount = 0;
  events: LightEvent[] | undefined;
  droppedEventsCount = 0;
  links: LightLink[] | undefined;
  droppedLinksCount = 0;
  status = UNSET;
  /** Milliseconds since the epoch, with fractions. */
  endMillis: number | undefined;
  /** More attributes, asked for when the span is exported and not before: most spans of a small ratio never are. */
  lateAttributes: (() => Attributes) | undefined;

  constructor(
    readonly maker: SpanMaker,
    readonly scope: SpanScope,
    readonly context: SpanContext,
    readonly parent: SpanContext | undefined,
    public name: string,
    readonly kind: SpanKind,
    readonly startMillis: number,
  ) {}

  get duration(): HrTime {
    const millis = (this.endMillis ?? this.startMillis) - this.startMillis;
    const seconds = Math.trunc(millis / 1e3);
    return [seconds, Math.round((millis - seconds * 1e3) * NANOS_PER_MILLI)];
  }

  spanContext(): SpanContext {
    return this.context;
  }

  isRecording(): boolean {
    return this.endMillis === undefined;
  }

  setAttribute(key: string, value: AttributeValue): this {
    if (this.endMillis !== undefined || !isUsable(key, value)) return this;
    const { attributeCount, attributeLength } = this.maker.limits;
    const isNew = !(key in this.attributes);
    if (isNew && this.#attributeCount >= attributeCount) {
      this.droppedAttributesCount += 1;
      return this;
    }
    if (isNew) this.#attributeCount += 1;
    this.attributes[key] = typeof value === 'number' ? value : cut(value, attributeLength);
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const key in attributes) {
      const value = attributes[key];
      if (value !== undefined) this.setAttribute(key, value);
    }
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (this.endMillis !== undefined) return this;
    const { eventCount, attributesPerEvent, attributeLength } = this.maker.limits;
    if (eventCount === 0) {
      this.droppedEventsCount += 1;
      return this;
    }
    const timeGiven = isTimeInput(attributesOrTime);
    const at = time ?? (timeGiven ? attributesOrTime : undefined);
    const given = timeGiven ? undefined : (attributesOrTime as Attributes | undefined);
    const limited = limitAttributes(given, attributesPerEvent, attributeLength);
    this.events ??= [];
    if (this.events.length >= eventCount) {
      this.events.shift();
      this.droppedEventsCount += 1;
    }
    this.events.push({ name, unixMillis: this.#unixMillis(at), ...limited });
    return this;
  }

  addLink(link: Link): this {
    // JavaScript passes anything; a link to nowhere could not be written with the span.
    if (this.endMillis !== undefined || !link?.context?.traceId) return this;
    const { context, attributes: given } = link;
    const { linkCount, attributesPerLink, attributeLength } = this.maker.limits;
    if (linkCount === 0) {
      this.droppedLinksCount += 1;
      return this;
    }
    const limited = limitAttributes(given, attributesPerLink, attributeLength);
    this.links ??= [];
    if (this.links.length >= linkCount) {
      this.links.shift();
      this.droppedLinksCount += 1;
    }
    this.links.push({ context, ...limited });
    return this;
  }

  addLinks(links: Link[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  setStatus(status: SpanStatus): this {
    if (this.endMillis !== undefined || !status) return this;
    const { code, message } = status;
    if (code === SpanStatusCode.UNSET || this.status.code === SpanStatusCode.OK) return this;
    this.status = code === SpanStatusCode.ERROR && typeof message === 'string' ? { code, message } : { code };
    return this;
  }

  updateName(name: string): this {
    if (this.endMillis === undefined) this.name = name;
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    // The very same one is on this span already, from Next and from its hook for errors.
    if (isRecorded(exception) && hasException(this, errorMessage(exception))) return;
    markRecorded(exception);
    const attributes = exceptionAttributes(exception);
    if (attributes) this.addEvent(EVENT_EXCEPTION, attributes, time);
  }

  end(endTime?: TimeInput): void {
    if (this.endMillis !== undefined) return;
    this.endMillis = Math.max(this.startMillis, this.#unixMillis(endTime));
    this.maker.ended(this);
  }

  #unixMillis(time: TimeInput | undefined): number {
    return unixMillis(time, this.maker.clock);
  }
}

/** A time as the API takes it: of the day, or of the monotonic clock (small numbers). */
export function unixMillis(time: TimeInput | undefined, clock: UnixClock): number {
  if (time === undefined) return clock.now();
  if (typeof time === 'number') return time <= performance.now() ? clock.fromMonotonic(time) : time;
  if (Array.isArray(time)) return time[0] * 1e3 + time[1] / NANOS_PER_MILLI;
  return time instanceof Date ? time.getTime() : clock.now();
}
