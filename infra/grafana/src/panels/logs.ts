import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { LogsDedupStrategy, LogsSortOrder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { LOKI } from '../dataSources.js';
import { withRefIds } from '../queries/withRefIds.js';
import { description, type PanelText } from './PanelText.js';

interface Logs extends PanelText {
  readonly query: Builder<Dataquery>;
  /** Of 24 columns. @defaultValue 12 */
  readonly width?: number;
}

/** Log lines, newest first. A line opens to its fields, with the link to its trace. */
export function logs(panel: Logs): PanelBuilder {
  return new PanelBuilder()
    .title(panel.title)
    .description(description(panel))
    .datasource(LOKI)
    .targets(withRefIds([panel.query]))
    .span(panel.width ?? 12)
    .height(8)
    .showTime(true)
    .enableLogDetails(true)
    .wrapLogMessage(true)
    .dedupStrategy(LogsDedupStrategy.None)
    .sortOrder(LogsSortOrder.Descending);
}
