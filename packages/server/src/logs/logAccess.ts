import { pino } from 'pino';
import { processState } from '../runtime/processState.js';
import type { RequestScope } from '../tracing/RequestScope.js';
import { lineHead } from './lineHead.js';
import { logger } from './logger.js';
import { moreSecretNames } from './moreSecretNames.js';

const INFO = 30;
const { chindingsSym } = pino.symbols;

/** The access line of a request. */
export function logAccess(scope: RequestScope, durationSeconds: number): void {
  if (!logger.isLevelEnabled('info')) return;
  const { method, route, path, response } = scope;
  const status = response.statusCode;
  // Two digits behind the point.
  const durationMillis = Math.round(durationSeconds * 1e5) / 100;
  const message = `${method} ${route ?? path} ${status}`;
  if (mayBeChanged()) {
    logger.info(
      {
        method,
        // The route is on every line of the request.
        ...(route === undefined ? { path } : {}),
        status,
        duration_ms: durationMillis,
        ...(response.writableFinished ? {} : { aborted: true }),
      },
      message,
    );
    return;
  }
  const pathField = route === undefined ? `,"path":${JSON.stringify(path)}` : '';
  const abortedField = response.writableFinished ? '' : ',"aborted":true';
  const line = `{"level":${INFO}${lineHead()},"method":"${method}"${pathField},"status":${status},"duration_ms":${durationMillis}${abortedField},"msg":${JSON.stringify(message)}}\n`;
  processState().gate.pass(line, INFO, message);
}

/**
 * Whether the app has given the logger fields of its own or names to redact, which pino knows how to apply. Else the
 * line, which each request has, is put together in place of being taken apart by pino field by field.
 */
function mayBeChanged(): boolean {
  const fields = (logger as unknown as Record<symbol, unknown>)[chindingsSym];
  return !!fields || moreSecretNames().size > 0;
}
