import { type Attributes, SpanKind } from '@opentelemetry/api';
import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_RESPONSE_RETURNED_ROWS,
  ATTR_DB_SYSTEM_NAME,
  MAX_STRING_LENGTH,
} from '@throughline/semconv';
import { summariseSql } from './summariseSql.js';
import { ownTracer } from './tracer.js';
import { settle } from './withSpan.js';

/** A database call, as OpenTelemetry's database conventions describe one. */
export interface SqlCall {
  /** `db.system.name`, for example `postgresql`. */
  system: string;
  /** The statement with placeholders. Never put values into it: it is stored as it is. */
  text: string;
  /** `SELECT`, `INSERT` ... @defaultValue the statement's first word */
  operation?: string;
  /** The main table. @defaultValue the first table that the statement names */
  collection?: string;
}

/**
 * Runs a database call inside a CLIENT span named `OPERATION table` (`db.query.summary`). The number of rows is put
 * on it when the result has `rows`. Errors are recorded and passed on.
 */
export function sqlSpan<T>(call: SqlCall, fn: () => T): T {
  const text = typeof call.text === 'string' ? call.text : '';
  const { operation, collection } = { ...summariseSql(text), ...definedOnly(call) };
  const summary = [operation, collection].filter(Boolean).join(' ') || call.system;
  const attributes: Attributes = {
    [ATTR_DB_SYSTEM_NAME]: call.system,
    [ATTR_DB_QUERY_TEXT]: tidy(text),
    [ATTR_DB_QUERY_SUMMARY]: summary,
  };
  if (operation) attributes[ATTR_DB_OPERATION_NAME] = operation;
  if (collection) attributes[ATTR_DB_COLLECTION_NAME] = collection;
  return ownTracer().startActiveSpan(summary, { kind: SpanKind.CLIENT, attributes }, (span) =>
    settle(span, fn, (value) => {
      const rows = countRows(value);
      if (rows !== undefined) span.setAttribute(ATTR_DB_RESPONSE_RETURNED_ROWS, rows);
    }),
  );
}

function definedOnly(call: SqlCall): { operation?: string; collection?: string } {
  return {
    ...(call.operation === undefined ? {} : { operation: call.operation }),
    ...(call.collection === undefined ? {} : { collection: call.collection }),
  };
}

function countRows(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('rows' in value)) return undefined;
  return Array.isArray(value.rows) ? value.rows.length : undefined;
}

/** One line: the indentation of a template literal is noise. */
function tidy(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_STRING_LENGTH ? `${line.slice(0, MAX_STRING_LENGTH - 1)}…` : line;
}
