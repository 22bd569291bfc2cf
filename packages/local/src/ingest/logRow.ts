import { isTraceId } from '@throughline/otlp';
import { LOG_TRACE_ID } from '@throughline/semconv';
import { hashTag } from '../model/hashTag.js';
import { idToNumber } from '../model/ids.js';
import type { LogRow } from '../store/rows.js';
import { RejectedRecord } from './Rejections.js';

/** Loki 3's defaults for one line. */
const MAX_LINE_LENGTH = 256 * 1024;
const MAX_METADATA_ENTRIES = 128;
const MAX_METADATA_LENGTH = 64 * 1024;

/**
 * Builds the row of a line. The trace is the metadata's, else the one that a JSON line names.
 *
 * @throws RejectedRecord for a line or metadata over Loki's limits.
 */
export function logRow(
  timeNs: bigint,
  labels: ReadonlyMap<string, string>,
  line: string,
  given: ReadonlyMap<string, string>,
): LogRow {
  checkSizes(line, given);
  const metadata = withoutEmpty(given);
  const traceId = metadata.get(LOG_TRACE_ID) ?? traceIdOfLine(line);
  return {
    timeNs,
    stream: { name: '', body: sortedJson(withoutEmpty(labels)) },
    traceId: isTraceId(traceId) ? idToNumber(traceId) : null,
    line,
    meta: metadata.size === 0 ? '' : sortedJson(metadata),
    metaHashes: [...metadata].map(([key, value]) => hashTag(key, value)),
  };
}

/** For Loki what is empty is not there. */
function withoutEmpty(pairs: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...pairs].filter(([, value]) => value !== ''));
}

function checkSizes(line: string, metadata: ReadonlyMap<string, string>): void {
  if (line.length > MAX_LINE_LENGTH) throw new RejectedRecord(`the line is longer than ${MAX_LINE_LENGTH}`);
  let length = 0;
  for (const [key, value] of metadata) length += key.length + value.length;
  if (metadata.size > MAX_METADATA_ENTRIES || length > MAX_METADATA_LENGTH) {
    throw new RejectedRecord(
      `structured metadata is over ${MAX_METADATA_ENTRIES} entries or ${MAX_METADATA_LENGTH} characters`,
    );
  }
}

/** JSON with sorted keys: equal labels are equal text. */
export function sortedJson(pairs: ReadonlyMap<string, string>): string {
  const sorted: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const key of [...pairs.keys()].sort()) sorted[key] = pairs.get(key) ?? '';
  return JSON.stringify(sorted);
}

function traceIdOfLine(line: string): unknown {
  // Most lines of other programs are no JSON, or name no trace: a search is cheaper than a parser.
  if (!line.startsWith('{') || !line.includes(`"${LOG_TRACE_ID}"`)) return undefined;
  try {
    return (JSON.parse(line) as Record<string, unknown>)[LOG_TRACE_ID];
  } catch {
    return undefined;
  }
}
