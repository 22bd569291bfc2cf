import type { Context, Tracer } from '@opentelemetry/api';
import type { ErrorSource } from './capture/errors/captureErrors.js';
import type { LogAttributes } from './process/cleanAttributes.js';
import type { LogLevel } from './process/logRecord.js';

/** The running client, as the public functions see it. */
export interface Client {
  readonly tracer: Tracer;
  /** The parent of a span that starts now. */
  parentContext(): Context;
  /** Writes a line with the ids of `context`'s span, or of the active one, or of the page's. */
  log(level: LogLevel, message: string, attributes: LogAttributes, context?: Context): void;
  captureError(thrown: unknown, source: ErrorSource, attributes: LogAttributes): void;
  /** Remembers in which span something was thrown, for when nobody catches it. */
  rememberThrown(thrown: unknown, context: Context): void;
  navigationStarted(url: string, type: string): void;
}

const KEY = Symbol.for('throughline.client');
type Holder = { [KEY]?: Client };

/**
 * The one client of this page, or `undefined` before `init` and on a server. It lives on `globalThis` because
 * a bundler may hold several copies of this module, and hot reload makes new ones.
 */
export function currentClient(): Client | undefined {
  return (globalThis as Holder)[KEY];
}

export function setCurrentClient(client: Client): void {
  (globalThis as Holder)[KEY] = client;
}
