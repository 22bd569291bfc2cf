import { UHUGEINT } from '@duckdb/node-api';
import { isSpanId } from '@throughline/otlp';
import {
  LABEL_LEVEL,
  LABEL_SERVICE_NAME,
  LABEL_SOURCE,
  LEVELS,
  type Level,
  LOG_SPAN_ID,
  SOURCE_BROWSER,
  SOURCE_SERVER,
} from '@throughline/semconv';
import type { Attributes, LogLine } from '@throughline/viewer/api';
import { parseLabels } from '../loki/readStreams.js';
import type { Source } from '../StoredSpan.js';

/** Most lines that a trace's page shows. */
const MAX_LINES = 5000;

/** Log lines of a trace, by time. A line that was sent twice is there once. */
export async function readTraceLogs(source: Source, traceId: bigint): Promise<LogLine[]> {
  const rows = await source.select<{ time: bigint; labels: string; line: string; meta: string }>(
    `SELECT DISTINCT l.ts_ns AS time, s.body AS labels, l.line, l.meta
    FROM d.logs l JOIN d.streams s ON s.id = l.stream
    WHERE l.trace_id = $1 ORDER BY l.ts_ns LIMIT ${MAX_LINES}`,
    [traceId],
    [UHUGEINT],
  );
  return rows.map(({ time, labels, line, meta }) =>
    toLogLine(time, parseLabels(labels), line, parseLabels(meta)),
  );
}

function toLogLine(
  time: bigint,
  labels: Readonly<Record<string, string>>,
  line: string,
  metadata: Readonly<Record<string, string>>,
): LogLine {
  const fields = parseFields(line);
  const attributes: Attributes = { ...fields, ...labels, ...metadata };
  const message = fields.msg;
  const spanId = attributes[LOG_SPAN_ID];
  return {
    timeUnixNano: time.toString(),
    level: toLevel(labels[LABEL_LEVEL]),
    service: labels[LABEL_SERVICE_NAME] ?? '',
    source: toSource(labels[LABEL_SOURCE]),
    message: typeof message === 'string' ? message : line,
    line,
    spanId: isSpanId(spanId) ? spanId : null,
    attributes,
  };
}

function parseFields(line: string): Attributes {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line) as Attributes;
  } catch {
    return {};
  }
}

function toLevel(level: string | undefined): Level {
  return LEVELS.find((known) => known === level) ?? 'info';
}

function toSource(source: string | undefined): LogLine['source'] {
  return source === SOURCE_BROWSER || source === SOURCE_SERVER ? source : '';
}
