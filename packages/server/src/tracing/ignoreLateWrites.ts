import type { Span } from '@opentelemetry/api';

const LATE_WRITES: Partial<Span> = {
  setAttribute(this: Span) {
    return this;
  },
  setAttributes(this: Span) {
    return this;
  },
  setStatus(this: Span) {
    return this;
  },
};

/** Next goes on writing to the span of a request that is over; the SDK makes an error with a stack of each try. */
export function ignoreLateWrites(span: Span): void {
  Object.assign(span, LATE_WRITES);
}
