import { type Context, type SpanContext, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  ATTR_ERROR_SOURCE,
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_TYPE,
  EVENT_EXCEPTION,
} from '@throughline/semconv';
import type { ErrorSource } from '../capture/errors/captureErrors.js';
import type { Exporter } from '../export/Exporter.js';
import type { LogAttributes } from './cleanAttributes.js';
import { exceptionAttributes } from './exceptionAttributes.js';
import { type LogEntry, type LogLevel, logRecord } from './logRecord.js';
import { pageAttributes } from './pageAttributes.js';
import type { PageViews } from './pageViews.js';
import { printLog } from './printRecord.js';
import { SCOPE_NAME } from './SCOPE_NAME.js';
import { unreportedDrops } from './unreportedDrops.js';

export interface LogPipeline {
  log(level: LogLevel, message: string, attributes: LogAttributes, context?: Context): void;
  captureError(thrown: unknown, source: ErrorSource, attributes?: LogAttributes): void;
  rememberThrown(thrown: unknown, context: Context): void;
  /** Writes one line for what was dropped since the last one, if anything was. */
  reportDrops(): void;
}

export interface LogPipelineOptions {
  exporter: Exporter;
  pages: PageViews;
  sessionId: string;
  debug: boolean;
}

/** A report is a record too: without a pause a relay that keeps none would be answered with one each time. */
const REPORT_INTERVAL_MILLIS = 60_000;

/** Makes log records out of lines and errors, with the ids of the span that they belong to. */
export function createLogPipeline({ exporter, pages, sessionId, debug }: LogPipelineOptions): LogPipeline {
  const reported = new WeakSet<object>();
  const thrownIn = new WeakMap<object, SpanContext>();
  const takeDrops = unreportedDrops(exporter);
  let nextReportAt = 0;

  function emit(entry: Omit<LogEntry, 'timeMillis'>): void {
    const attributes = {
      ...entry.attributes,
      ...pageAttributes(sessionId, pages.current(), entry.attributes),
    };
    const full = { ...entry, attributes, timeMillis: Date.now() };
    exporter.addLog(logRecord(full), { name: SCOPE_NAME });
    if (debug) printLog(full);
  }

  return {
    log(level, message, attributes, context) {
      const spanContext = (context && trace.getSpanContext(context)) ?? pages.spanContext();
      emit({ level, message, attributes: withException(attributes), spanContext });
    },
    captureError(thrown, source, attributes = {}) {
      if (isObject(thrown)) {
        if (reported.has(thrown)) return;
        reported.add(thrown);
      }
      const exception = exceptionAttributes(thrown);
      const spanContext = (isObject(thrown) ? thrownIn.get(thrown) : undefined) ?? pages.spanContext();
      markActiveSpan(exception[ATTR_EXCEPTION_MESSAGE], { ...exception });
      emit({
        level: 'error',
        message: `${exception[ATTR_EXCEPTION_TYPE]}: ${exception[ATTR_EXCEPTION_MESSAGE]}`,
        attributes: { ...attributes, ...exception, [ATTR_ERROR_SOURCE]: source },
        spanContext,
        eventName: EVENT_EXCEPTION,
      });
    },
    rememberThrown(thrown, context) {
      const spanContext = trace.getSpanContext(context);
      // The innermost span is where it was thrown: outer ones see the same error later.
      if (spanContext && isObject(thrown) && !thrownIn.has(thrown)) thrownIn.set(thrown, spanContext);
    },
    reportDrops() {
      if (Date.now() < nextReportAt) return;
      const drops = takeDrops();
      if (!drops) return;
      nextReportAt = Date.now() + REPORT_INTERVAL_MILLIS;
      emit({
        level: 'warn',
        message: `throughline dropped ${drops.total} browser records`,
        attributes: drops.attributes,
        spanContext: undefined,
      });
    },
  };

  function markActiveSpan(message: string, attributes: Record<string, string>): void {
    const span = trace.getSpan(pages.parentContext());
    if (!span?.isRecording()) return;
    span.addEvent(EVENT_EXCEPTION, attributes);
    span.setStatus({ code: SpanStatusCode.ERROR, message });
  }
}

/** `log.error('failed', { error })` says what the error was, as `exception.*`. */
function withException(attributes: LogAttributes): LogAttributes {
  for (const [key, value] of Object.entries(attributes)) {
    if (!(value instanceof Error)) continue;
    const { [key]: _error, ...rest } = attributes;
    return { ...rest, ...exceptionAttributes(value) };
  }
  return attributes;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
