import {
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { BUILD_INFO, type MetricDefinition } from '@throughline/semconv';
import { PROMETHEUS } from './dataSources.js';
import { series } from './promql/selectors.js';

/** Grafana's name for a variable's query of the kind "values of a label". */
const LABEL_VALUES = 1;

/** Names that apps gave themselves by `OTEL_SERVICE_NAME`. */
export function serviceVariable(): QueryVariableBuilder {
  return labelValues('service', 'Service', series(BUILD_INFO), 'service_name', '.+');
}

/** Environments of the chosen services. */
export function environmentVariable(): QueryVariableBuilder {
  const metric = series(BUILD_INFO, { service_name: '=~"$service"' });
  // An app without one is of all of them.
  return labelValues('environment', 'Environment', metric, 'deployment_environment', '.*');
}

/** Route templates that a metric has. */
export function routeVariable(metric: MetricDefinition): QueryVariableBuilder {
  const name = metric.type === 'histogram' ? `${metric.name}_count` : metric.name;
  return labelValues('route', 'Route', name, 'http_route', '.*');
}

/** Targets of the chosen services. */
export function instanceVariable(): QueryVariableBuilder {
  const metric = series(BUILD_INFO, {
    service_name: '=~"$service"',
    deployment_environment: '=~"$environment"',
  });
  return labelValues('instance', 'Instance', metric, 'instance', '.+');
}

/** @param all what stands for all values, as a regular expression */
function labelValues(
  name: string,
  title: string,
  selector: string,
  label: string,
  all: string,
): QueryVariableBuilder {
  const query = `label_values(${selector}, ${label})`;
  return new QueryVariableBuilder(name)
    .label(title)
    .datasource(PROMETHEUS)
    .query({ qryType: LABEL_VALUES, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' })
    .definition(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(all)
    .current({ text: ['All'], value: ['$__all'] });
}
