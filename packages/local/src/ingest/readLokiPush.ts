import type { LogRow } from '../store/rows.js';
import { BadRequest } from './BadRequest.js';
import { field, isObject, type JsonObject } from './json.js';
import { labelName } from './labelName.js';
import { logRow } from './logRow.js';
import { RecordCount } from './RecordCount.js';
import { RejectedRecord, Rejections, readEach } from './Rejections.js';
import type { LogIntake } from './readLogs.js';
import { listOf } from './readTraces.js';

/** Loki 3's defaults for what it takes. */
const MAX_LABELS = 15;
const MAX_AGE_NANOS = 7n * 24n * 3600n * 1_000_000_000n;
const MAX_AHEAD_NANOS = 600n * 1_000_000_000n;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Reads a JSON push of Loki's API. As in Loki, what cannot be decoded rejects the whole push, and an entry that
 * breaks a limit is rejected alone.
 *
 * @throws BadRequest naming what cannot be decoded.
 */
export function readLokiPush(request: unknown, nowNanos: bigint): LogIntake {
  if (!isObject(request) || !Object.hasOwn(request, 'streams')) {
    throw new BadRequest(
      'the body is not a Loki push: expected {"streams": [{"stream": {...}, "values": [...]}]}',
    );
  }
  const logs: LogRow[] = [];
  const rejections = new Rejections();
  const count = new RecordCount();
  for (const stream of listOf(request, 'streams')) {
    if (!isObject(stream)) throw new BadRequest('an entry of streams is not an object');
    const labels = decodePairs(field(stream, 'stream'), 'stream');
    const entries = count.take(listOf(stream, 'values')).map(decodeEntry);
    for (const row of readEach(entries, rejections, (entry) => checkEntry(entry, labels, nowNanos)))
      logs.push(row);
  }
  return { logs, rejections };
}

interface Entry {
  readonly time: bigint;
  readonly line: string;
  readonly metadata: ReadonlyMap<string, string>;
}

function decodeEntry(value: unknown): Entry {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) {
    throw new BadRequest(
      'an entry of values is not ["<unix nanoseconds>", "<line>"] or has more than three elements',
    );
  }
  const [time, line, metadata] = value as unknown[];
  if (typeof time !== 'string' || !/^-?\d{1,19}$/.test(time)) {
    throw new BadRequest(`timestamp ${quoted(time)} is not a string of Unix nanoseconds`);
  }
  if (typeof line !== 'string') throw new BadRequest(`the line of entry ${quoted(time)} is not a string`);
  const pairs = decodePairs(metadata, 'structured metadata');
  return {
    time: BigInt(time),
    line,
    metadata: new Map([...pairs].map(([key, text]) => [labelName(key), text])),
  };
}

function decodePairs(value: unknown, what: string): Map<string, string> {
  if (value === undefined || value === null) return new Map();
  if (!isObject(value)) throw new BadRequest(`${what} is not an object`);
  return new Map(
    Object.entries(value as JsonObject).map(([key, text]) => {
      if (typeof text !== 'string')
        throw new BadRequest(`${what}: the value of ${quoted(key)} is not a string`);
      return [key, text];
    }),
  );
}

function checkEntry(
  { time, line, metadata }: Entry,
  labels: ReadonlyMap<string, string>,
  nowNanos: bigint,
): LogRow {
  if (labels.size === 0) throw new RejectedRecord('error at least one label pair is required per stream');
  if (labels.size > MAX_LABELS) throw new RejectedRecord(`the stream has more than ${MAX_LABELS} labels`);
  for (const name of labels.keys()) {
    if (!LABEL_NAME.test(name))
      throw new RejectedRecord('a label name is not valid: letters, digits and _ only');
  }
  if (time < nowNanos - MAX_AGE_NANOS) throw new RejectedRecord('timestamp too old: the limit is 7 days');
  if (time > nowNanos + MAX_AHEAD_NANOS)
    throw new RejectedRecord('timestamp too new: the limit is 10 minutes ahead');
  return logRow(time, labels, line, metadata);
}

function quoted(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 60);
}
