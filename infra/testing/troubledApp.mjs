// An app in which all goes wrong that the dashboard "Telemetry health" has a panel for: with each request it writes to
// more label sets than a metric may have, forgets to end a span, and says one sentence too often. And Node.js fails
// when it is asked for one of its own figures.
import { createServer } from 'node:http';
import { trace } from '@opentelemetry/api';
import { logger, metrics, register, traceHandler } from '@throughline/server/node';

process.getActiveResourcesInfo = () => {
  throw new Error('no resources to be had');
};
register({
  serviceName: 'troubled',
  logSampling: [{ message: 'again', intervalMillis: 600_000 }],
  unendedSpanMillis: 100,
});
const visits = metrics.counter({
  name: 'visits_total',
  help: 'Visits, by a label that has a new value each time.',
  labels: ['visitor'],
  maxSeries: 1,
});
let visitors = 0;
createServer(
  traceHandler((_request, response) => {
    visits.inc({ visitor: String(++visitors) });
    trace.getTracer('troubled').startSpan('never ended');
    logger.info('again');
    response.end('ok');
  }),
).listen(Number(process.env.PORT), '127.0.0.1');
