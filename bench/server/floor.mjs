// Preloaded into the variant "floor": the two lines of a request by pino to stdout, many in a write, and one observation
// of prom-client. No trace, no id on a line, no Loki: whatever has more than this costs more.
import { pino } from 'pino';
import { Histogram } from 'prom-client';

const FLUSH_MILLIS = 10;
const destination = pino.destination({
  dest: 1,
  sync: false,
  minLength: 8 * 1024,
  periodicFlush: FLUSH_MILLIS,
});
/** @type {Histogram<string>} */
const duration = new Histogram({
  name: 'http_server_request_duration_seconds',
  help: 'Duration of requests.',
  labelNames: ['http_route'],
});

const benchParts = {
  logger: pino({ base: null }, destination),
  /** @param {string} _name @param {() => Promise<void>} run */
  withSpan: (_name, run) => run(),
  /** @param {string} route @param {number} seconds */
  observe: (route, seconds) => duration.observe({ http_route: route }, seconds),
};
Object.assign(globalThis, { benchParts });
