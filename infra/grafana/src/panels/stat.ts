import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PROMETHEUS } from '../dataSources.js';
import { withRefIds } from '../queries/withRefIds.js';
import { type Limits, thresholds } from '../thresholds.js';
import { description, type PanelText } from './PanelText.js';

interface Stat extends PanelText {
  readonly unit: string;
  readonly query: Builder<Dataquery>;
  /** Of 24 columns. @defaultValue 4 */
  readonly width?: number;
  readonly limits?: Limits;
  readonly decimals?: number;
  /** Opened by a click. */
  readonly links?: readonly Builder<DashboardLink>[];
}

/** One large number, coloured by its limits. */
export function stat(panel: Stat): PanelBuilder {
  const built = new PanelBuilder()
    .title(panel.title)
    .description(description(panel))
    .datasource(PROMETHEUS)
    .targets(withRefIds([panel.query]))
    .unit(panel.unit)
    .span(panel.width ?? 4)
    .height(4)
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false))
    .noValue('no data')
    .thresholds(thresholds(panel.limits));
  if (panel.decimals !== undefined) built.decimals(panel.decimals);
  if (panel.links) built.dataLinks([...panel.links]);
  return built;
}
