import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { PROMETHEUS } from '../dataSources.js';
import { withRefIds } from '../queries/withRefIds.js';
import { type Limits, thresholds } from '../thresholds.js';
import { description, type PanelText } from './PanelText.js';

interface TimeSeries extends PanelText {
  readonly unit: string;
  readonly queries: readonly Builder<Dataquery>[];
  /** Of 24 columns. @defaultValue 8 */
  readonly width?: number;
  /** Drawn as dashed lines. */
  readonly limits?: Limits;
  /** Parts of one whole, one on top of the other. */
  readonly stacked?: boolean;
  /** End of the axis: 1 for shares. @defaultValue by the data */
  readonly max?: number;
  /** Opened by a click on a line. */
  readonly links?: readonly Builder<DashboardLink>[];
  /** @defaultValue Prometheus */
  readonly dataSource?: { type: string; uid: string };
}

/** Lines over time, from zero. The legend has each line's last and largest value. */
export function timeSeries(panel: TimeSeries): PanelBuilder {
  const built = new PanelBuilder()
    .title(panel.title)
    .description(description(panel))
    .datasource(panel.dataSource ?? PROMETHEUS)
    .targets(withRefIds(panel.queries))
    .unit(panel.unit)
    .min(0)
    .span(panel.width ?? 8)
    .height(8)
    .lineWidth(1)
    .fillOpacity(panel.stacked ? 40 : 8)
    // A point is seen too where a line cannot be drawn: between two gaps.
    .showPoints(VisibilityMode.Auto)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs(['lastNotNull', 'max']),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .thresholds(thresholds(panel.limits));
  if (panel.limits) {
    built.thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  if (panel.stacked) built.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'));
  if (panel.max !== undefined) built.max(panel.max);
  if (panel.links) built.dataLinks([...panel.links]);
  return built;
}
