import type { Context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { keepRequest, servedBy } from './RequestContext.js';

/**
 * OpenTelemetry's context manager, which also carries the request. In one storage: on Node 20 each further one costs at
 * every promise, and Next makes hundreds for a request.
 */
export class RequestContextManager extends AsyncLocalStorageContextManager {
  override with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    const next = servedBy(context) === undefined ? keepRequest(this.active(), context) : context;
    return super.with(next, fn, thisArg, ...args);
  }
}
