import * as units from '@grafana/grafana-foundation-sdk/units';
import {
  FORCED_TRACES_DENIED,
  LEDGER_ACCEPTED,
  LEDGER_DELIVERED,
  LEDGER_DROPPED,
  LEDGER_QUEUED,
  LOG_LINES_SUPPRESSED,
  METRIC_COLLECT_ERRORS,
  METRIC_SERIES_OVERFLOW,
  RELAY_REQUESTS,
  UNENDED_SPANS,
} from '@throughline/semconv';
import { layOut } from '../layOut.js';
import { UIDS } from '../links.js';
import { stat } from '../panels/stat.js';
import { timeSeries } from '../panels/timeSeries.js';
import { increase, orZero, rate, share, sum } from '../promql/functions.js';
import { ofService } from '../promql/ofService.js';
import { series } from '../promql/selectors.js';
import { instant, range } from '../queries/prometheusQuery.js';
import { NONE_WANTED } from '../thresholds.js';
import { environmentVariable, serviceVariable } from '../variables.js';
import { scrapes, stores, targetsDown } from './pipelineServers.js';

/** What is left out on purpose, or comes again from the disk at the next start. */
const NO_LOSS = 'unsampled|spooled';
const lost = series(LEDGER_DROPPED, { reason: `!~"${NO_LOSS}"` });
const leftOut = series(LEDGER_DROPPED, { reason: `=~"${NO_LOSS}"` });
const accepted = series(LEDGER_ACCEPTED);
const delivered = series(LEDGER_DELIVERED);
const queued = series(LEDGER_QUEUED);
const BY_STAGE = ['stage', 'signal'];
const LEGEND = '{{stage}} {{signal}}';

const now = [
  stat({
    title: 'Records lost',
    tells:
      'Spans and log lines that a stage of the pipeline gave up in the time shown. What sampling leaves out on purpose is not in it.',
    act: 'Anything but 0: "Lost by stage and reason" below names the stage, and what to do about each reason.',
    unit: units.Short,
    decimals: 0,
    limits: NONE_WANTED,
    query: instant(orZero(sum([], ofService(increase(lost))), sum([], ofService(increase(accepted))))),
  }),
  stat({
    title: 'Share lost',
    tells: 'The same as a share of all records that came into a stage.',
    act: 'As beside.',
    unit: units.PercentUnit,
    decimals: 3,
    limits: { warn: 0.00001, bad: 0.001 },
    query: instant(share(sum([], ofService(increase(lost))), sum([], ofService(increase(accepted))))),
  }),
  stat({
    title: 'Waiting',
    tells:
      'Records that wait in the queues of the apps now: for the next batch, or for a receiver that does not answer.',
    act: 'Thousands, and rising: Loki, Jaeger or the Collector does not take them. See "Waiting by stage".',
    unit: units.Short,
    limits: { warn: 1_000, bad: 10_000 },
    query: instant(sum([], ofService(queued))),
  }),
  stat({
    title: 'Unaccounted for',
    tells:
      'Accepted less delivered, lost, left out and waiting, over all stages since each process started. It is 0 at every moment, or a record was dropped without a count.',
    act: 'Anything but 0 is a fault of Throughline: please report it, with the page of `/api/telemetry/ledger`.',
    unit: units.Short,
    limits: NONE_WANTED,
    query: instant(
      `abs(\n  ${sum([], ofService(accepted))}\n  - ${sum([], ofService(delivered))}\n  - ${orZero(sum([], ofService(series(LEDGER_DROPPED))), sum([], ofService(accepted)))}\n  - ${sum([], ofService(queued))}\n)`,
    ),
  }),
  targetsDown,
  stat({
    title: 'Label sets over the cap',
    tells:
      'Writes in the time shown to label sets that a metric had no room for: they are counted as `other`.',
    act: 'Anything but 0: "Over the cap by metric" names the metric. Find the label with too many values: an id, a raw path.',
    unit: units.Short,
    decimals: 0,
    limits: NONE_WANTED,
    query: instant(
      orZero(
        sum([], ofService(increase(series(METRIC_SERIES_OVERFLOW)))),
        sum([], ofService(increase(accepted))),
      ),
    ),
  }),
];

const losses = [
  timeSeries({
    title: 'Lost by stage and reason',
    tells: 'Records that a stage gave up, per second. Empty when nothing is lost.',
    act: "`overflow`, `expired`: the receiver was away for longer than the queue holds; turn the spool on. `refused`, `rejected`, `too_large`: the receiver does not take them, its answer is in the app's stderr. `invalid`: a browser sent what is no record. `shutdown`: a process ended before it could send. `page_gone`: browsers that were never heard of again. `no_destination`: no endpoint is configured. `worker`, `corrupt`, `no_space`: see stderr of that process.",
    unit: units.CountsPerSecond,
    width: 12,
    stacked: true,
    queries: [
      range(
        sum(['service_name', 'stage', 'signal', 'reason'], ofService(rate(lost))),
        '{{service_name}} {{stage}} {{signal}}: {{reason}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Waiting by stage',
    tells: 'Records in the queues of each stage.',
    act: 'A queue that rises has a receiver that is away or too slow: see "Targets" and "Loki and the Collector". When it reaches its end the oldest of the lowest level go first, and are counted as lost.',
    unit: units.Short,
    width: 12,
    queries: [range(sum(['service_name', ...BY_STAGE], ofService(queued)), `{{service_name}} ${LEGEND}`)],
  }),
  timeSeries({
    title: 'Accepted by stage',
    tells: 'Records per second that came into each stage.',
    act: 'Nothing at all with requests on Overview: telemetry is switched off, or sampled away.',
    unit: units.CountsPerSecond,
    queries: [range(sum(BY_STAGE, ofService(rate(accepted))), LEGEND)],
  }),
  timeSeries({
    title: 'Delivered by stage',
    tells: 'Records per second that each stage handed on, and that were taken.',
    act: 'It follows "Accepted" within seconds. When it does not, see "Waiting by stage".',
    unit: units.CountsPerSecond,
    queries: [range(sum(BY_STAGE, ofService(rate(delivered))), LEGEND)],
  }),
  timeSeries({
    title: 'Left out on purpose',
    tells:
      'Records per second that are no loss: of traces that were neither sampled nor failed nor slow (`unsampled`), or on the disk for the next start (`spooled`).',
    act: 'Nothing, as long as the share of sampled traces is what you want: `OTEL_TRACES_SAMPLER_ARG`.',
    unit: units.CountsPerSecond,
    queries: [range(sum([...BY_STAGE, 'reason'], ofService(rate(leftOut))), `${LEGEND}: {{reason}}`)],
  }),
];

const relay = [
  timeSeries({
    title: 'Answers of the relay to browsers',
    tells:
      'Requests per second by signal and status. 200 is taken; it may still have refused single records, which are `relay` losses.',
    act: '429, 503: the relay protects the app; raise its limits only if the app has room. 403: another origin. 400, 413, 415: not what our client sends.',
    unit: units.RequestsPerSecond,
    width: 12,
    stacked: true,
    queries: [
      range(
        sum(['service_name', 'signal', 'http_response_status_code'], ofService(rate(series(RELAY_REQUESTS)))),
        '{{service_name}} {{signal}} {{http_response_status_code}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Sampling asked for and denied',
    tells: 'Traces per second that callers asked to be sampled beyond the limit of the server.',
    act: 'A few are a browser with a higher rate than the server allows. Many: somebody forces traces from outside; nothing is to be done, for they are denied.',
    unit: units.CountsPerSecond,
    width: 12,
    queries: [
      range(sum(['service_name'], ofService(rate(series(FORCED_TRACES_DENIED)))), '{{service_name}}'),
    ],
  }),
];

const limits = [
  timeSeries({
    title: 'Over the cap by metric',
    tells: 'Writes per second to label sets beyond the cap of a metric. Empty when none has reached it.',
    act: 'Give that metric fewer values of a label (`values`, `idleMillis`), or a higher `maxSeries` if Prometheus has room.',
    unit: units.CountsPerSecond,
    width: 6,
    queries: [
      range(
        sum(['service_name', 'metric'], ofService(rate(series(METRIC_SERIES_OVERFLOW)))),
        '{{service_name}} {{metric}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Metrics that could not be collected',
    tells:
      'Metrics that a scrape had to leave out: their collector failed or took too long. Empty when all can be.',
    act: "The metric is the app's own: its `collect` throws or hangs. stderr of the process has the error.",
    unit: units.Short,
    width: 6,
    queries: [
      range(
        sum(
          ['service_name', 'metric'],
          ofService(increase(series(METRIC_COLLECT_ERRORS), '$__rate_interval')),
        ),
        '{{service_name}} {{metric}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Log lines left out by rule',
    tells:
      'Lines per second that log sampling left out, by the rule that did. Empty when no rule is set, or none was hit.',
    act: 'A summary line in the log says what was left out. Too much: change the rule at run time by the admin route.',
    unit: units.CountsPerSecond,
    width: 6,
    queries: [
      range(
        sum(['service_name', 'rule'], ofService(rate(series(LOG_LINES_SUPPRESSED)))),
        '{{service_name}} {{rule}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Spans that nobody ended',
    tells: 'Spans per second that were started and not ended in time.',
    act: 'Some code path misses `span.end()`: use `withSpan`, which ends it whatever happens.',
    unit: units.CountsPerSecond,
    width: 6,
    queries: [range(sum(['service_name'], ofService(rate(series(UNENDED_SPANS)))), '{{service_name}}')],
  }),
];

/** Can the other dashboards be believed: is anything lost on the way? */
export const telemetryHealth = () =>
  layOut({
    uid: UIDS.telemetryHealth,
    title: 'Telemetry health',
    description:
      'What the pipeline itself lost, by stage and reason; its queues, its limits, and the servers behind it.',
    variables: [serviceVariable(), environmentVariable()],
    sections: [
      { panels: now },
      { title: 'The ledger: accepted = delivered + lost + left out + waiting', panels: losses },
      { title: 'From browsers', panels: relay },
      { title: 'Limits', panels: limits },
      { title: 'Scrapes', panels: scrapes },
      { title: 'Loki and the Collector', panels: stores },
    ],
  });
