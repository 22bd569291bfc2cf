import type { Logger } from 'pino';
import { processState } from '../runtime/processState.js';

/**
 * The process's logger (pino). Inside a request each line has `trace_id`, `span_id`, `trace_flags` and the route.
 * Lines go to stdout (`THROUGHLINE_LOG_STDOUT`) and, when `LOKI_URL` is set, to Loki.
 */
export const logger: Logger = processState().logger;
