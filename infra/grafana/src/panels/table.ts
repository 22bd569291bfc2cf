import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { TableCellDisplayMode, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { DashboardLink, DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PROMETHEUS } from '../dataSources.js';
import { refId, withRefIds } from '../queries/withRefIds.js';
import { type Limits, thresholds } from '../thresholds.js';
import { description, type PanelText } from './PanelText.js';

/** A column of values: one query, of which each row is a set of labels. */
interface Column {
  readonly title: string;
  readonly query: DataqueryBuilder;
  readonly unit: string;
  readonly limits?: Limits;
}

interface Table extends PanelText {
  /** The labels that make a row, with the titles of their columns, in order. */
  readonly labels: Readonly<Record<string, string>>;
  /** The rows come sorted by the first, largest first. */
  readonly columns: readonly [Column, ...Column[]];
  /** Of 24 columns. @defaultValue 24 */
  readonly width?: number;
  /** Opened by a click on a cell. */
  readonly links?: readonly Builder<DashboardLink>[];
}

/** One row for each set of labels, one column for each query, coloured by limits. */
export function table(panel: Table): PanelBuilder {
  const labels = Object.keys(panel.labels);
  const { columns } = panel;
  const valueNames = columns.map((_, index) => (columns.length > 1 ? `Value #${refId(index)}` : 'Value'));
  const titles = {
    ...panel.labels,
    ...Object.fromEntries(columns.map(({ title }, i) => [valueNames[i], title])),
  };
  const built = new PanelBuilder()
    .title(panel.title)
    .description(description(panel))
    .datasource(PROMETHEUS)
    .targets(withRefIds(columns.map(({ query }) => query)))
    .span(panel.width ?? 24)
    .height(10)
    .filterable(true)
    .sortBy([new TableSortByFieldStateBuilder().displayName(columns[0].title).desc(true)])
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries([...labels, ...valueNames].map((name, index) => [name, index])),
        renameByName: titles,
      },
    });
  for (const column of columns) built.overrideByName(column.title, columnConfig(column));
  if (panel.links) built.dataLinks([...panel.links]);
  return built;
}

function columnConfig({ unit, limits }: Column): DynamicConfigValue[] {
  return [
    { id: 'unit', value: unit },
    ...(limits
      ? [
          { id: 'thresholds', value: thresholds(limits).build() },
          { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } },
        ]
      : []),
  ];
}
