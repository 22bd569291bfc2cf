import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { JAEGER } from '../dataSources.js';

/** Jaeger's query by the documentation of its data source; the SDK has none of its own. */
interface JaegerQuery extends Dataquery {
  readonly refId: string;
  readonly datasource: DataSourceRef;
  readonly queryType: 'dependencyGraph';
}

/** Who called whom, as nodes and edges, out of the traces that Jaeger keeps. */
export const jaegerDependencies: Builder<Dataquery> = {
  build(): JaegerQuery {
    return {
      refId: 'A',
      datasource: JAEGER,
      queryType: 'dependencyGraph',
      _implementsDataqueryVariant() {},
    };
  },
};
