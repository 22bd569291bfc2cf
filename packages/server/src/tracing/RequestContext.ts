import type { IncomingMessage } from 'node:http';
import { type Context, createContextKey, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';
import type { RequestScope } from './RequestScope.js';

/** A request of which no trace is made. */
export interface UntracedRequest {
  readonly request: IncomingMessage;
  /** The address at the other end of its connection. */
  readonly peerAddress: string | undefined;
}

/** By a registered symbol, for a process holds several copies of this module. */
const SERVED: unique symbol = Symbol.for('throughline.server.served') as never;
type Served = RequestScope | UntracedRequest;

const SPAN_KEY = spanKey();

/**
 * The context of code that serves a request: it knows the request, however often the span in it changes. Next replaces
 * the context when it continues the trace headers after a proxy ran; `RequestContextManager` passes the request on.
 */
export class RequestContext implements Context {
  readonly [SERVED]: Served;

  /** @param rest all that is neither the request nor the span */
  constructor(
    served: Served,
    readonly span: Span | undefined,
    readonly rest: Context = ROOT_CONTEXT,
  ) {
    this[SERVED] = served;
  }

  getValue(key: symbol): unknown {
    return key === SPAN_KEY ? this.span : this.rest.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    if (key === SPAN_KEY) return new RequestContext(this[SERVED], value as Span, this.rest);
    return new RequestContext(this[SERVED], this.span, this.rest.setValue(key, value));
  }

  deleteValue(key: symbol): Context {
    if (key === SPAN_KEY) return new RequestContext(this[SERVED], undefined, this.rest);
    return new RequestContext(this[SERVED], this.span, this.rest.deleteValue(key));
  }
}

/** The request that code in this context serves. */
export function servedBy(context: Context): Served | undefined {
  return (context as { [SERVED]?: Served })[SERVED];
}

/** `next`, within the request that `active` serves. */
export function keepRequest(active: Context, next: Context): Context {
  const served = servedBy(active);
  if (served === undefined || servedBy(next) !== undefined) return next;
  return new RequestContext(served, trace.getSpan(next), next);
}

/** The key that the API files the active span under, which it does not tell. */
function spanKey(): symbol {
  let found = createContextKey('none');
  const probe: Context = {
    getValue: () => undefined,
    setValue(key) {
      found = key;
      return probe;
    },
    deleteValue: () => probe,
  };
  trace.setSpan(probe, trace.wrapSpanContext({ traceId: '', spanId: '', traceFlags: 0 }));
  return found;
}
