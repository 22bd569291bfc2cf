import { type Context, type ContextManager, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { type Client, runActive } from '../Client.js';

/**
 * OpenTelemetry's context over the client's own notion of what is active, so that `withSpan` and
 * `context.with` see each other's spans. Synchronous, as everything in a browser is.
 */
export class ActiveSpanContextManager implements ContextManager {
  constructor(private readonly client: Client) {}

  active(): Context {
    const { active } = this.client;
    if (!active) return ROOT_CONTEXT;
    return active.context ?? (active.span ? trace.setSpan(ROOT_CONTEXT, active.span) : ROOT_CONTEXT);
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return runActive(this.client, { span: trace.getSpan(context), context }, () =>
      fn.call(thisArg as never, ...args),
    );
  }

  bind<T>(context: Context, target: T): T {
    if (typeof target !== 'function') return target;
    const manager = this;
    return function (this: unknown, ...args: unknown[]) {
      return manager.with(context, () => target.apply(this, args) as unknown);
    } as T;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    return this;
  }
}
