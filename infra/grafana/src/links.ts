import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** What marks a dashboard as one of these: the links between them find each other by it. */
export const TAG = 'throughline';

export const UIDS = {
  overview: 'throughline-overview',
  frontend: 'throughline-frontend',
  dependencies: 'throughline-dependencies',
  runtime: 'throughline-runtime',
  telemetryHealth: 'throughline-telemetry-health',
} as const;

/** To the other dashboards, at the top of each, with the time and the variables of this one. */
export const linksToAll: Builder<DashboardLink> = {
  build() {
    // The SDK's default would put them into a menu.
    const { placement, ...link } = new DashboardLinkBuilder('Throughline')
      .type(DashboardLinkType.Dashboards)
      .tags([TAG])
      .icon('external link')
      .includeVars(true)
      .keepTime(true)
      .build();
    return link;
  },
};

/**
 * To another dashboard, at the time and for the services that this one shows.
 * @param route only this one: {@link rowValue} or {@link lineLabel}
 */
export function linkTo(title: string, dashboard: keyof typeof UIDS, route?: string): DashboardLinkBuilder {
  const query = [
    '$__url_time_range',
    ...['service', 'environment'].map((name) => `\${${name}:queryparam}`),
    ...(route === undefined ? [] : [`var-route=${route}`]),
  ];
  return new DashboardLinkBuilder(title).url(`/d/${UIDS[dashboard]}?${query.join('&')}`);
}

/** The value of a column in the row that was clicked. */
export function rowValue(column: string): string {
  return `\${__data.fields.${column}:percentencode}`;
}

/** The value of a label of the line that was clicked. */
export function lineLabel(label: string): string {
  return `\${__field.labels.${label}:percentencode}`;
}
