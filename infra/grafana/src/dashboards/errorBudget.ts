import * as units from '@grafana/grafana-foundation-sdk/units';
import { lineLabel, linkTo } from '../links.js';
import { stat } from '../panels/stat.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/timeSeries.js';
import { max, sum } from '../promql/functions.js';
import { instant, range, rows } from '../queries/prometheusQuery.js';

type Objective = 'availability' | 'latency';

/** A burn rate at which the budget of 30 days is gone in 2 days (page someone), and one at which it lasts 10. */
const BURN = { warn: 3, bad: 14.4 };

/** How many times faster than allowed the budget goes, as `prometheus/rules/slo.yml` records it. */
function burn(of: 'service' | 'route', slo: Objective, window: string): string {
  // What is recorded of a service as a whole has no route.
  const route = of === 'route' ? 'http_route=~"$route", http_route!=""' : 'http_route=""';
  return `slo:burn:rate${window}{slo="${slo}", service_name=~"$service", deployment_environment=~"$environment", ${route}}`;
}

const MEANS =
  '1 means that the budget of the objective is used up just at its end, in 30 days; 14.4 means in two days.';

function burnNow(slo: Objective, title: string, objective: string) {
  return stat({
    title,
    tells: `${objective} How many times faster than that allows the budget went in the last hour, for the worst of the chosen services. ${MEANS}`,
    act: 'From 14.4 on somebody should look now: the routes that burn are in the section "Alerts and error budget".',
    unit: 'suffix:x',
    decimals: 1,
    limits: BURN,
    query: instant(max([], burn('service', slo, '1h'))),
  });
}

function burnOver(slo: Objective, title: string) {
  return timeSeries({
    title,
    tells: `How many times faster than allowed the budget goes, over three windows. ${MEANS} The alerts fire when a long and a short window are above their line together.`,
    act: 'When only the short window is high, it has just begun or is one burst; when only the long one is, it is over. When both are: act.',
    unit: 'suffix:x',
    limits: BURN,
    queries: ['5m', '1h', '6h'].map((window) =>
      range(max(['service_name'], burn('service', slo, window)), `{{service_name}} ${window}`),
    ),
  });
}

export const errorBudget = {
  now: [
    burnNow(
      'availability',
      'Budget burn: failures',
      'The objective: 99.9 % of requests are not answered with 5xx.',
    ),
    burnNow('latency', 'Budget burn: slowness', 'The objective: 99 % of requests take less than 1 s.'),
  ],
  over: [
    table({
      title: 'Alerts that fire',
      tells:
        'Alerts of `prometheus/rules` that fire at the end of the time shown, whatever service is chosen. Empty when none does.',
      act: 'Each has a page in `docs/runbooks`: what it means, how to see it, what to do.',
      labels: {
        alertname: 'Alert',
        severity: 'Severity',
        service_name: 'Service',
        http_route: 'Route',
        instance: 'Instance',
      },
      columns: [
        {
          title: 'Firing',
          unit: units.Short,
          query: rows(
            sum(
              ['alertname', 'severity', 'service_name', 'http_route', 'instance'],
              'ALERTS{alertstate="firing"}',
            ),
          ),
        },
      ],
    }),
    burnOver('availability', 'Budget burn by failures'),
    burnOver('latency', 'Budget burn by slowness'),
    timeSeries({
      title: 'Budget burn by route, 1 h',
      tells: `The same by route over one hour, failures and slowness in one chart. ${MEANS}`,
      act: 'Click a line to see that route alone. A route that always burns has an objective that does not fit it, or a fault that nobody fixes.',
      unit: units.Short,
      queries: [
        range(
          max(['service_name', 'http_route'], burn('route', 'availability', '1h')),
          '{{service_name}} {{http_route}} failures',
        ),
        range(
          max(['service_name', 'http_route'], burn('route', 'latency', '1h')),
          '{{service_name}} {{http_route}} slowness',
        ),
      ],
      links: [linkTo('Only this route', 'overview', lineLabel('http_route'))],
    }),
  ],
};
