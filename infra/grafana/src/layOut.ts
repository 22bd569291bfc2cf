import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { linksToAll, TAG } from './links.js';

interface Section {
  /** None for the first, which is always seen. */
  readonly title?: string;
  readonly panels: readonly Builder<Panel>[];
  /** Folded until somebody opens it: what only some setups have. */
  readonly folded?: boolean;
}

interface DashboardPlan {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly sections: readonly Section[];
}

/** Puts the sections one below the other, the panels of each from left to right, and numbers them all. */
export function layOut({ uid, title, description, variables, sections }: DashboardPlan): Dashboard {
  const dashboard = new DashboardBuilder(`Throughline / ${title}`)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .time({ from: 'now-1h', to: 'now' })
    .refresh('30s')
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .link(linksToAll)
    .variables([...variables]);
  for (const section of sections) {
    const row = section.title === undefined ? undefined : new RowBuilder(section.title);
    if (row && section.folded) {
      row.collapsed(true);
      for (const panel of section.panels) row.withPanel(panel);
    }
    if (row) dashboard.withRow(row);
    if (!section.folded) for (const panel of section.panels) dashboard.withPanel(panel);
  }
  return numbered(dashboard.build());
}

/** A panel's number is in the URLs that lead to it. */
function numbered(dashboard: Dashboard): Dashboard {
  let id = 0;
  for (const panel of dashboard.panels ?? []) {
    panel.id = ++id;
    if ('panels' in panel) for (const folded of panel.panels) folded.id = ++id;
  }
  return dashboard;
}
