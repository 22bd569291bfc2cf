import {
  DataqueryBuilder,
  PromQueryFormat,
  QueryEditorMode,
} from '@grafana/grafana-foundation-sdk/prometheus';
import { PROMETHEUS } from '../dataSources.js';

/**
 * A line for each series over the time that the dashboard shows.
 * @param legend names a line; `{{label}}` is the value of a label
 */
export function range(expression: string, legend: string): DataqueryBuilder {
  return query(expression).range().format(PromQueryFormat.TimeSeries).legendFormat(legend);
}

/** The same for the buckets of a histogram, with a dot for each exemplar: it opens the trace. */
export function rangeWithExemplars(expression: string, legend: string): DataqueryBuilder {
  return range(expression, legend).exemplar(true);
}

/** The value at the end of the time that the dashboard shows. */
export function instant(expression: string, legend = ''): DataqueryBuilder {
  return query(expression).instant().format(PromQueryFormat.TimeSeries).legendFormat(legend);
}

/** The same as rows of a table, with a column for each label. */
export function rows(expression: string): DataqueryBuilder {
  return query(expression).instant().format(PromQueryFormat.Table);
}

function query(expression: string): DataqueryBuilder {
  return new DataqueryBuilder()
    .datasource(PROMETHEUS)
    .editorMode(QueryEditorMode.Code)
    .expr(expression.trim());
}
