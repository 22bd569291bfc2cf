import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';

const DIR = new URL('../grafana/dashboards/', import.meta.url);

/** One expression that is asked of a store: by a panel, as the file has it, or by a rule of Prometheus. */
export interface Query {
  /** `overview.json: Requests by route [A]`, `slo.yml: slo:burn:rate1h` */
  readonly name: string;
  readonly kind: 'panel' | 'record' | 'alert';
  readonly dataSource: 'prometheus' | 'loki' | 'jaeger';
  readonly expr: string;
  readonly isInstant: boolean;
  readonly hasExemplars: boolean;
  /** Grafana's name of it: `percentunit` is a share of 1. */
  readonly unit?: string | undefined;
}

interface Target {
  refId: string;
  datasource: { uid: Query['dataSource'] };
  expr?: string;
  instant?: boolean;
  exemplar?: boolean;
}

/** The committed dashboards by file name. */
export function readDashboards(): Map<string, Dashboard> {
  return new Map(
    readdirSync(fileURLToPath(DIR)).map((file) => [
      file,
      JSON.parse(readFileSync(new URL(file, DIR), 'utf8')) as Dashboard,
    ]),
  );
}

/** All panels that show something, those of folded rows too. */
export function panelsOf(dashboard: Dashboard): Panel[] {
  return (dashboard.panels ?? []).flatMap((panel) =>
    panel.type === 'row' ? ((panel as { panels?: Panel[] }).panels ?? []) : [panel as Panel],
  );
}

/** Every query of every panel. */
export function dashboardQueries(): Query[] {
  return [...readDashboards()].flatMap(([file, dashboard]) =>
    panelsOf(dashboard).flatMap(({ title, targets = [], fieldConfig }) =>
      (targets as unknown as Target[]).map((target) => ({
        name: `${file}: ${title} [${target.refId}]`,
        kind: 'panel' as const,
        dataSource: target.datasource.uid,
        expr: target.expr ?? '',
        isInstant: target.instant ?? false,
        hasExemplars: target.exemplar ?? false,
        unit: fieldConfig?.defaults.unit,
      })),
    ),
  );
}

/** The queries that fill the lists of a dashboard's variables: `label_values(SELECTOR, LABEL)`. */
export function variableQueries(): { name: string; selector: string; label: string }[] {
  return [...readDashboards()].flatMap(([file, { templating }]) =>
    (templating.list ?? []).map(({ name, definition = '' }) => {
      const [, selector = '', label = ''] = /^label_values\((.+), (\w+)\)$/s.exec(definition) ?? [];
      return { name: `${file}: $${name}`, selector, label };
    }),
  );
}
