import * as units from '@grafana/grafana-foundation-sdk/units';
import * as stack from '../metrics/stackMetrics.js';
import { stat } from '../panels/stat.js';
import { timeSeries } from '../panels/timeSeries.js';
import { max, orZero, rate, share, sum } from '../promql/functions.js';
import { series } from '../promql/selectors.js';
import { instant, range } from '../queries/prometheusQuery.js';
import { NONE_WANTED } from '../thresholds.js';

const TARGET = ['job', 'instance'];

export const targetsDown = stat({
  title: 'Targets down',
  tells: 'Targets that Prometheus cannot scrape now: apps, and the servers of the stack.',
  act: 'Anything but 0: see "Targets" for which. Metrics of that time are missing; spans and log lines are not.',
  unit: units.Short,
  limits: NONE_WANTED,
  query: instant(orZero(`count(${series(stack.UP)} == 0)`, `count(${series(stack.UP)})`)),
});

/** What Prometheus says of its targets. */
export const scrapes = [
  timeSeries({
    title: 'Targets',
    tells: '1 while Prometheus can scrape a target, 0 while it cannot.',
    act: 'At 0: is it running, is its address right in `targets/`, and is the token the one that the app has (401)?',
    unit: units.Short,
    max: 1,
    queries: [range(max(TARGET, series(stack.UP)), '{{job}} {{instance}}')],
  }),
  timeSeries({
    title: 'Duration of a scrape',
    tells: 'How long a target took to answer. The limit is 4 s for apps and 10 s for the rest.',
    act: 'Above 1 s: too many series (beside), an event loop that is busy (Runtime), or a collector of the app that waits.',
    unit: units.Seconds,
    limits: { warn: 1, bad: 4 },
    queries: [range(max(TARGET, series(stack.SCRAPE_DURATION)), '{{job}} {{instance}}')],
  }),
  timeSeries({
    title: 'Samples of a scrape',
    tells: 'Series that a target has. An app with more than 20,000 is not taken at all.',
    act: 'A steady rise is a label with ever new values: see "Over the cap by metric", and the metrics of the app.',
    unit: units.Short,
    limits: { warn: 10_000, bad: 20_000 },
    queries: [range(max(TARGET, series(stack.SCRAPE_SAMPLES)), '{{job}} {{instance}}')],
  }),
];

const QUEUE = ['exporter', 'data_type'];

/** What Loki and the Collector say of themselves. */
export const stores = [
  timeSeries({
    title: 'Spans through the Collector',
    tells: 'Spans per second that came in, and that were sent on after tail sampling.',
    act: 'The difference is what sampling leaves out; an end of "sent" alone is a Jaeger that does not take them.',
    unit: units.CountsPerSecond,
    width: 6,
    queries: [
      range(sum([], rate(series(stack.COLLECTOR_ACCEPTED_SPANS))), 'in'),
      range(sum(['exporter'], rate(series(stack.COLLECTOR_SENT_SPANS))), 'to {{exporter}}'),
    ],
  }),
  timeSeries({
    title: 'Losses of the Collector',
    tells:
      'Spans per second that it gave back because its memory is full (apps try again), traces that it forgot before it had decided on them, and records that an exporter gave up.',
    act: 'Refused: more memory, or another gateway. Forgotten: raise `num_traces`, or lower `decision_wait`. Given up: the store refuses them for good; the log of the Collector has its answer.',
    unit: units.CountsPerSecond,
    width: 6,
    queries: [
      range(sum([], rate(series(stack.COLLECTOR_REFUSED_SPANS))), 'spans refused'),
      range(sum([], rate(series(stack.COLLECTOR_DROPPED_TOO_EARLY))), 'traces forgotten'),
      range(sum(['exporter'], rate(series(stack.COLLECTOR_GIVEN_UP))), 'given up: {{exporter}}'),
    ],
  }),
  timeSeries({
    title: 'Queues of the Collector',
    tells: 'How full the queue of each exporter is. It is on disk and outlives a restart.',
    act: 'A queue that fills has a store that is away or too slow. At 100 % senders are told to wait.',
    unit: units.PercentUnit,
    width: 6,
    max: 1,
    limits: { warn: 0.5, bad: 0.8 },
    queries: [
      range(
        share(
          sum(QUEUE, series(stack.COLLECTOR_QUEUE_SIZE)),
          sum(QUEUE, series(stack.COLLECTOR_QUEUE_CAPACITY)),
        ),
        '{{exporter}} {{data_type}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Lines at Loki',
    tells: 'Lines per second that Loki took, and those that it refused, by reason.',
    act: '`rate_limited`, `per_stream_rate_limit`: raise the limits in `loki.yaml`. `greater_than_max_sample_age`: lines that waited for longer than Loki accepts. The apps count them as `refused`.',
    unit: units.CountsPerSecond,
    width: 6,
    queries: [
      range(sum([], rate(series(stack.LOKI_LINES))), 'taken'),
      range(sum(['reason'], rate(series(stack.LOKI_DISCARDED))), 'refused: {{reason}}'),
    ],
  }),
];
