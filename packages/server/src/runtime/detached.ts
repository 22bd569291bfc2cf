import { AsyncLocalStorage } from 'node:async_hooks';

const KEY = Symbol.for('throughline.server.detached');
type Holder = { [KEY]?: <T>(fn: () => T) => T };

// The first copy of this module is loaded as the process starts, later ones perhaps by a request.
(globalThis as Holder)[KEY] ??= AsyncLocalStorage.snapshot();

/**
 * Runs `fn` outside of every async storage, the framework's included. Where Next prerenders, `Date.now()` and
 * `Math.random()` fail the render, and a timer set there or a promise begun there stays in it: what telemetry does for
 * itself is no part of the page.
 */
export function detached<T>(fn: () => T): T {
  const run = (globalThis as Holder)[KEY];
  return run ? run(fn) : fn();
}
