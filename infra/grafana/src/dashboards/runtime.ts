import * as units from '@grafana/grafana-foundation-sdk/units';
import { layOut } from '../layOut.js';
import { linkTo, UIDS } from '../links.js';
import * as node from '../metrics/nodeMetrics.js';
import { stat } from '../panels/stat.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/timeSeries.js';
import { max, quantile, rate, sum } from '../promql/functions.js';
import { ofService } from '../promql/ofService.js';
import { buckets, type Metric, series, total } from '../promql/selectors.js';
import { instant, range, rows } from '../queries/prometheusQuery.js';
import { environmentVariable, instanceVariable, serviceVariable } from '../variables.js';

const INSTANCE = { instance: '=~"$instance"' } as const;
const BY_INSTANCE = ['service_name', 'instance'];
const LEGEND = '{{service_name}} {{instance}}';

const gauge = (metric: Metric) => series(metric, INSTANCE);
const cpu = `(${rate(gauge(node.PROCESS_CPU_USER))} + ${rate(gauge(node.PROCESS_CPU_SYSTEM))})`;

const now = [
  stat({
    title: 'Processes',
    tells: 'Targets of the chosen services that Prometheus reaches.',
    act: 'Fewer than you run: see "Targets" on Telemetry health. More: another environment may be chosen too.',
    unit: units.Short,
    query: instant(`count(${ofService(series(node.PROCESS_START, INSTANCE))})`),
    links: [linkTo('Telemetry health', 'telemetryHealth')],
  }),
  stat({
    title: 'Restarts',
    tells: 'How often a process began anew in the time shown. A new release counts too.',
    act: 'Without a release this is a crash or a kill: look at the last log lines before it, and at memory below.',
    unit: units.Short,
    limits: { warn: 1, bad: 5 },
    query: instant(sum([], ofService(`changes(${gauge(node.PROCESS_START)}[$__range])`))),
  }),
  stat({
    title: 'Youngest process',
    tells: 'Time since the last start.',
    act: 'Shorter than you think: something restarted it. Long: a leak had the time to show in "Heap used".',
    unit: units.DurationSeconds,
    query: instant(`min(time() - ${ofService(gauge(node.PROCESS_START)).trim()})`),
  }),
  stat({
    title: 'Worst event loop lag',
    tells:
      'The 99th percentile of the delay of the event loop, of the process that is worst off. Until it is over no request is answered in that process.',
    act: 'From 100 ms on something computes on the main thread: find it with `node --cpu-prof`, or move it to a worker.',
    unit: units.Seconds,
    limits: { warn: 0.05, bad: 0.1 },
    query: instant(max([], ofService(gauge(node.EVENT_LOOP_LAG_P99)))),
  }),
  stat({
    title: 'CPU',
    tells:
      'Cores that the chosen processes use together. 1 is one core; a process may use more than one, for its worker threads.',
    act: 'Near the number of cores you gave them: latency rises next. Add processes, or find what costs with `node --cpu-prof`.',
    unit: units.Short,
    decimals: 2,
    query: instant(sum([], ofService(cpu.replaceAll('$__rate_interval', '1m')))),
  }),
  stat({
    title: 'Memory',
    tells: 'Resident memory of the chosen processes together.',
    act: 'Compare with the limit of the container: beyond it the process is killed without a word in its own log.',
    unit: units.BytesIEC,
    query: instant(sum([], ofService(gauge(node.PROCESS_RESIDENT_MEMORY)))),
  }),
];

const loop = [
  timeSeries({
    title: 'Event loop lag',
    tells:
      'How long the event loop was late since the scrape before: median, 99th percentile and the worst case. About 10 ms is the resolution of the measurement, not a delay.',
    act: 'A high 99th percentile delays every request of that process. Compare with "Garbage collection" and with the requests of that time.',
    unit: units.Seconds,
    width: 6,
    limits: { warn: 0.05, bad: 0.1 },
    queries: [
      range(max(BY_INSTANCE, ofService(gauge(node.EVENT_LOOP_LAG_P50))), `${LEGEND} median`),
      range(max(BY_INSTANCE, ofService(gauge(node.EVENT_LOOP_LAG_P99))), `${LEGEND} 99th`),
      range(max(BY_INSTANCE, ofService(gauge(node.EVENT_LOOP_LAG_MAX))), `${LEGEND} worst`),
    ],
  }),
  timeSeries({
    title: 'CPU',
    tells: 'Cores used by each process, in its own code and in the kernel.',
    act: 'One process at 1 with a high event loop lag is a main thread that computes. All of them high is load: add processes.',
    unit: units.Short,
    width: 6,
    queries: [range(sum(BY_INSTANCE, ofService(cpu)), LEGEND)],
  }),
  timeSeries({
    title: 'Garbage collection',
    tells:
      'Share of the time that the process stood still to collect garbage, by kind. Minor collections are short and many; major ones go over the whole heap.',
    act: 'Above 5 %: the app makes much garbage, or the heap is near its limit (see "Heap"). A larger `--max-old-space-size` helps only the latter.',
    unit: units.PercentUnit,
    width: 6,
    limits: { warn: 0.02, bad: 0.05 },
    queries: [
      range(
        sum([...BY_INSTANCE, 'kind'], ofService(rate(total(node.GC_DURATION, INSTANCE)))),
        `${LEGEND} {{kind}}`,
      ),
    ],
  }),
  timeSeries({
    title: 'Pause of a collection, 99th percentile',
    tells: 'How long the longest 1 % of the collections took, by kind.',
    act: 'Long major pauses are requests that wait: look for large objects that live long, such as caches within the process.',
    unit: units.Seconds,
    width: 6,
    queries: [
      range(
        quantile(0.99, ['service_name', 'kind'], ofService(rate(buckets(node.GC_DURATION, INSTANCE)))),
        '{{service_name}} {{kind}}',
      ),
    ],
  }),
];

const memory = [
  timeSeries({
    title: 'Heap',
    tells: 'JavaScript heap: used, and taken from the system.',
    act: 'A saw whose lower ends rise for hours is a leak: take two heap snapshots (`node --heapsnapshot-signal`) and compare.',
    unit: units.BytesIEC,
    queries: [
      range(max(BY_INSTANCE, ofService(gauge(node.HEAP_USED))), `${LEGEND} used`),
      range(max(BY_INSTANCE, ofService(gauge(node.HEAP_TOTAL))), `${LEGEND} taken`),
    ],
  }),
  timeSeries({
    title: 'Heap used by space',
    tells:
      'Where in the heap it is: `old` is what lived through collections, `large_object` are big arrays and strings, `new` is young.',
    act: 'A leak grows in `old`. `large_object` that grows is often whole bodies or files kept in memory.',
    unit: units.BytesIEC,
    stacked: true,
    queries: [
      range(sum(['space'], ofService(`(${series(node.HEAP_SPACE_USED, INSTANCE)} > 0)`)), '{{space}}'),
    ],
  }),
  timeSeries({
    title: 'Resident and external memory',
    tells:
      'What the system has given to the process, and the part outside of the heap: buffers, and what native modules hold.',
    act: 'Resident memory that grows while the heap does not is outside of it: buffers, worker threads, a native module.',
    unit: units.BytesIEC,
    queries: [
      range(max(BY_INSTANCE, ofService(gauge(node.PROCESS_RESIDENT_MEMORY))), `${LEGEND} resident`),
      range(max(BY_INSTANCE, ofService(gauge(node.EXTERNAL_MEMORY))), `${LEGEND} external`),
    ],
  }),
];

const handles = [
  timeSeries({
    title: 'Open handles',
    tells: 'What libuv keeps open, by type: sockets, servers, message ports of worker threads.',
    act: 'Sockets that only rise are connections that nobody closes: look at the clients of databases and other services.',
    unit: units.Short,
    queries: [
      range(
        sum([...BY_INSTANCE, 'type'], ofService(series(node.ACTIVE_HANDLES, INSTANCE))),
        `${LEGEND} {{type}}`,
      ),
    ],
  }),
  timeSeries({
    title: 'Active resources',
    tells: 'What keeps the event loop alive, by type: timers, sockets, requests of the file system.',
    act: 'Timeouts that only rise are timers that nobody clears.',
    unit: units.Short,
    queries: [
      range(
        sum([...BY_INSTANCE, 'type'], ofService(series(node.ACTIVE_RESOURCES, INSTANCE))),
        `${LEGEND} {{type}}`,
      ),
    ],
  }),
  timeSeries({
    title: 'File descriptors',
    tells: 'Open descriptors as a share of what the process may have (`ulimit -n`).',
    act: 'At 100 % no connection is accepted any more. Above 80 %: find what is not closed, and raise the limit meanwhile.',
    unit: units.PercentUnit,
    max: 1,
    limits: { warn: 0.6, bad: 0.8 },
    queries: [
      range(
        max(BY_INSTANCE, ofService(`(${gauge(node.PROCESS_OPEN_FDS)} / ${gauge(node.PROCESS_MAX_FDS)})`)),
        LEGEND,
      ),
    ],
  }),
  table({
    title: 'What runs',
    tells: 'Version of the app and of Node.js by process, and its resident memory.',
    act: 'Two versions of an app at once are a release under way, or one that got stuck.',
    labels: {
      service_name: 'Service',
      deployment_environment: 'Environment',
      service_version: 'Version',
      nodejs_version: 'Node.js',
      instance: 'Instance',
    },
    columns: [
      {
        title: 'Resident memory',
        unit: units.BytesIEC,
        query: rows(
          sum(
            ['service_name', 'deployment_environment', 'service_version', 'nodejs_version', 'instance'],
            ofService(gauge(node.PROCESS_RESIDENT_MEMORY), ['service_version', 'nodejs_version']),
          ),
        ),
      },
    ],
  }),
];

/** Is it the process itself: its event loop, its memory, its handles? */
export const runtime = () =>
  layOut({
    uid: UIDS.runtime,
    title: 'Runtime',
    description:
      'The Node.js processes behind the services: event loop, CPU, garbage collection, memory, handles.',
    variables: [serviceVariable(), environmentVariable(), instanceVariable()],
    sections: [
      { panels: now },
      { title: 'Event loop and CPU', panels: loop },
      { title: 'Memory', panels: memory },
      { title: 'Handles', panels: handles },
    ],
  });
