import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dependencies } from './dashboards/dependencies.js';
import { frontend } from './dashboards/frontend.js';
import { overview } from './dashboards/overview.js';
import { runtime } from './dashboards/runtime.js';
import { telemetryHealth } from './dashboards/telemetryHealth.js';

/** Every dashboard by the name of its file in `../dashboards`, as the JSON that Grafana loads. */
export const DASHBOARD_FILES: ReadonlyMap<string, string> = new Map(
  [overview(), frontend(), dependencies(), runtime(), telemetryHealth()].map((dashboard) => [
    `${fileName(dashboard)}.json`,
    `${JSON.stringify(dashboard, null, 2)}\n`,
  ]),
);

function fileName({ uid = '' }: Dashboard): string {
  return uid.replace('throughline-', '');
}
