import type * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type * as logs from '@grafana/grafana-foundation-sdk/logs';
import type * as loki from '@grafana/grafana-foundation-sdk/loki';
import type * as nodegraph from '@grafana/grafana-foundation-sdk/nodegraph';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

/** A type of the SDK as JSON has it: enumerations are their values, and there are no functions. */
type Json<T> = unknown extends T
  ? unknown
  : T extends string
    ? `${T}`
    : T extends number
      ? `${T}` extends `${infer N extends number}`
        ? N
        : number
      : T extends readonly (infer E)[]
        ? Json<E>[]
        : T extends object
          ? { [K in keyof T as K extends `_${string}` ? never : K]: Json<T[K]> }
          : T;

/** A panel whose options the SDK knows, which its own type leaves open. */
type PanelOf<Type extends string, Options, FieldConfig, Target> = Omit<
  Json<dashboard.Panel>,
  'type' | 'options' | 'fieldConfig' | 'targets'
> & {
  type: Type;
  options: Json<Options>;
  targets: Target[];
  fieldConfig?: {
    defaults: Omit<Json<dashboard.FieldConfig>, 'custom'> & { custom?: Json<FieldConfig> };
    overrides: Json<dashboard.FieldConfigSource['overrides']>;
  };
};

type Prometheus = Json<prometheus.Dataquery>;
type Loki = Json<loki.dataquery>;
interface Jaeger {
  refId: string;
  datasource: { type: 'jaeger'; uid: string };
  queryType: 'dependencyGraph';
}

type Panel =
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig, Prometheus | Loki>
  | PanelOf<'stat', stat.Options, never, Prometheus>
  | PanelOf<'table', table.Options, table.FieldConfig, Prometheus>
  | PanelOf<'logs', logs.Options, never, Loki>
  | PanelOf<'nodeGraph', nodegraph.Options, never, Jaeger>;

type Row = Omit<Json<dashboard.RowPanel>, 'type' | 'panels'> & { type: 'row'; panels: Panel[] };

/** What a file in `dashboards` is, down to the options of its panels, by the types that Grafana publishes. */
export type DashboardJson = Omit<Json<dashboard.Dashboard>, 'panels'> & { panels: (Panel | Row)[] };
