import {
  type AnyValue,
  fromAnyValue,
  fromKeyValues,
  type KeyValue,
  levelOfSeverity,
} from '@throughline/otlp';
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_HTTP_ROUTE,
  ATTR_TELEMETRY_SDK_LANGUAGE,
  LABEL_DEPLOYMENT_ENVIRONMENT,
  LABEL_LEVEL,
  LABEL_SERVICE_NAME,
  LABEL_SOURCE,
  LOG_SPAN_ID,
  LOG_TRACE_ID,
  SDK_LANGUAGE_BROWSER,
  SOURCE_BROWSER,
  SOURCE_SERVER,
} from '@throughline/semconv';
import { jsonText } from '../model/jsonText.js';
import type { LogRow } from '../store/rows.js';
import { BadRequest } from './BadRequest.js';
import { field, hexId, isObject, type JsonObject, nanos, text, whole } from './json.js';
import { labelName } from './labelName.js';
import { logRow } from './logRow.js';
import { RecordCount } from './RecordCount.js';
import { RejectedRecord, Rejections, readEach } from './Rejections.js';
import { readAnyValue, readKeyValues } from './readKeyValues.js';
import { listOf, objects } from './readTraces.js';
import { readResource, serviceName } from './resourceEntry.js';

type Pair = [name: string, value: string];

export interface LogIntake {
  readonly logs: readonly LogRow[];
  readonly rejections: Rejections;
}

/**
 * Reads an `ExportLogsServiceRequest` (opentelemetry-proto 1.x) and makes the log lines of it that `infra`'s Collector
 * and Loki make: the body is the line, labels come from the resource and the severity, everything else is structured
 * metadata.
 *
 * @param nowNanos - Time of a record that has none.
 * @throws BadRequest where the request itself is not of that form.
 */
export function readLogs(request: unknown, nowNanos: bigint): LogIntake {
  if (!isObject(request))
    throw new BadRequest('the body is not an ExportLogsServiceRequest: expected a JSON object');
  const logs: LogRow[] = [];
  const rejections = new Rejections();
  const count = new RecordCount();
  for (const resourceLogs of objects(request, 'resourceLogs')) {
    const resource = readResource(field(resourceLogs, 'resource'));
    const ofResource = metadataOfResource(resource);
    for (const scopeLogs of objects(resourceLogs, 'scopeLogs')) {
      const shared = [...ofResource, ...metadataOfScope(field(scopeLogs, 'scope'))];
      for (const row of readEach(count.take(listOf(scopeLogs, 'logRecords')), rejections, (record) =>
        readRecord(record, resource, shared, nowNanos),
      )) {
        logs.push(row);
      }
    }
  }
  return { logs, rejections };
}

function readRecord(
  record: unknown,
  resource: readonly KeyValue[],
  shared: readonly Pair[],
  nowNanos: bigint,
): LogRow {
  if (!isObject(record)) throw new RejectedRecord('the log record is not an object');
  const time = nanos(record, 'timeUnixNano') || nanos(record, 'observedTimeUnixNano') || nowNanos;
  const labels = labelsOf(resource, levelOfSeverity(whole(record, 'severityNumber', 255)));
  const metadata = new Map([...shared, ...metadataOfRecord(record)]);
  return logRow(time, labels, plainText(readAnyValue(field(record, 'body'))), metadata);
}

function labelsOf(resource: readonly KeyValue[], level: string): Map<string, string> {
  const map = fromKeyValues([...resource]);
  const environment = map[ATTR_DEPLOYMENT_ENVIRONMENT_NAME] ?? map['deployment.environment'];
  const browser = map[ATTR_TELEMETRY_SDK_LANGUAGE] === SDK_LANGUAGE_BROWSER;
  const labels = new Map([
    [LABEL_SERVICE_NAME, serviceName(resource)],
    [LABEL_SOURCE, browser ? SOURCE_BROWSER : SOURCE_SERVER],
    [LABEL_LEVEL, level],
  ]);
  if (typeof environment === 'string' && environment !== '') {
    labels.set(LABEL_DEPLOYMENT_ENVIRONMENT, environment);
  }
  return labels;
}

/** Attributes of a resource that tell nothing of a line, or are labels. */
const NO_METADATA = /^(service\.name|deployment\.environment(\.name)?|(telemetry|process|host|os)\..*)$/;

function metadataOfResource(resource: readonly KeyValue[]): Pair[] {
  return pairsOf(resource.filter(({ key }) => !NO_METADATA.test(key)));
}

function metadataOfScope(scope: unknown): Pair[] {
  if (!isObject(scope)) return [];
  return [
    ...pairsOf(readKeyValues(scope)),
    ['scope_name', text(scope, 'name')],
    ['scope_version', text(scope, 'version')],
  ];
}

function metadataOfRecord(record: JsonObject): Pair[] {
  const flags = whole(record, 'flags', 2 ** 32 - 1);
  return [
    ...pairsOf(readKeyValues(record)),
    ['event_name', text(record, 'eventName')],
    ['flags', flags === 0 ? '' : String(flags)],
    [LOG_TRACE_ID, hexId(record, 'traceId', 32)],
    [LOG_SPAN_ID, hexId(record, 'spanId', 16)],
  ];
}

function pairsOf(attributes: readonly KeyValue[]): Pair[] {
  return attributes.map(({ key, value }) => [
    // pino's lines call it so too.
    key === ATTR_HTTP_ROUTE ? 'route' : labelName(key),
    plainText(value),
  ]);
}

function plainText(value: AnyValue | undefined): string {
  const inner = fromAnyValue(value);
  if (inner === null) return '';
  return typeof inner === 'object' ? jsonText(inner) : String(inner);
}
