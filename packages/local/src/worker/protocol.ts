import type { Engine } from './Engine.js';

/** Methods of the engine that can be called from the main thread. */
export type EngineMethod = {
  [Name in keyof Engine]: Engine[Name] extends (...args: never[]) => Promise<unknown> ? Name : never;
}[keyof Engine];

/** From the main thread: run a method. */
export interface Call {
  readonly id: number;
  readonly method: EngineMethod;
  readonly args: readonly unknown[];
}

/** From the worker: it is open; it could not be opened, or failed and is about to end; a result; traces that changed. */
export type Message =
  | { readonly type: 'open' }
  | { readonly type: 'failed'; readonly error: Failure }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: Failure }
  | { readonly type: 'traces'; readonly ids: readonly string[] };

/** An error on its way between threads: classes do not survive structured cloning, names do. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

export function toFailure(error: unknown): Failure {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
