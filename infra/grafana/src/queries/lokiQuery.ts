import {
  DataqueryBuilder,
  LokiQueryDirection,
  LokiQueryType,
  QueryEditorMode,
} from '@grafana/grafana-foundation-sdk/loki';
import { LOKI } from '../dataSources.js';

/** Log lines, newest first. */
export function lines(expression: string): DataqueryBuilder {
  return query(expression).maxLines(200).direction(LokiQueryDirection.Backward);
}

/** A line on a chart for each series that an expression counts out of log lines. */
export function countedLines(expression: string, legend: string): DataqueryBuilder {
  return query(expression).legendFormat(legend);
}

function query(expression: string): DataqueryBuilder {
  return new DataqueryBuilder()
    .datasource(LOKI)
    .editorMode(QueryEditorMode.Code)
    .queryType(LokiQueryType.Range)
    .expr(expression);
}
