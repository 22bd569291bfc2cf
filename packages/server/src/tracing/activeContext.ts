import { type Context, type ContextManager, context } from '@opentelemetry/api';

const KEY = Symbol.for('throughline.server.contexts');
type Holder = { [KEY]?: ContextManager };

let known: ContextManager | undefined;

/** Makes this the manager that is asked without the API between, by all copies of this module. */
export function setContextManager(manager: ContextManager): void {
  (globalThis as Holder)[KEY] = manager;
  known = manager;
}

/** The context of the running code. The API compares versions at each call, and a request asks a score of times. */
export function activeContext(): Context {
  known ??= (globalThis as Holder)[KEY];
  return known === undefined ? context.active() : known.active();
}

/** Runs `fn` within a context. */
export function withContext<A extends unknown[], R>(next: Context, fn: (...args: A) => R, ...args: A): R {
  known ??= (globalThis as Holder)[KEY];
  return (known ?? context).with(next, fn, undefined, ...args);
}
