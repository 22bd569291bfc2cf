import type { SpanContext } from '@opentelemetry/api';
import { currentClient } from './Client.js';
import type { LogAttributes } from './process/cleanAttributes.js';
import type { LogLevel } from './process/LogEntry.js';
import { quietly } from './process/quietly.js';

type LogFunction = (message: string, attributes?: LogAttributes) => void;

/** Log functions by level. None throws; attributes are bounded, and an `Error` among them adds `exception.*`. */
export interface Log {
  debug: LogFunction;
  info: LogFunction;
  warn: LogFunction;
  error: LogFunction;
}

/** Log functions whose lines carry these ids. */
export function logIn(span?: SpanContext): Log {
  const write =
    (level: LogLevel): LogFunction =>
    (message, attributes = {}) => {
      quietly(() => currentClient()?.log({ level, message: String(message), attributes, ofSpan: span }));
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/**
 * Writes a line to Loki with the ids of the active span, or of the page's when none is active. After an
 * `await` no span is active in a browser: inside `withSpan` use the `log` that it hands over. On a server, and
 * before `init`, it does nothing.
 */
export const log: Log = /* @__PURE__ */ logIn();
