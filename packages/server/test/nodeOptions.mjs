// A plain Node service with the options that the other one leaves at their defaults, run by nodeOptions.test.ts.
import { createServer, get } from 'node:http';
import { trace } from '@opentelemetry/api';
import { PUT } from '@throughline/server/admin';
import {
  logger,
  metrics,
  register,
  setLogging,
  setSampling,
  traceHandler,
  withSpan,
} from '@throughline/server/node';

const instrumentation = {
  instrumentationName: 'test',
  setTracerProvider(provider) {
    this.tracer = provider.getTracer('a third party');
  },
  enable() {
    this.enabled = true;
  },
};
const ended = [];

// Before the names are known.
const early = logger.child({ part: 'early' });
register({
  serviceName: 'options',
  logStdout: 'json',
  captureConsole: true,
  durationBuckets: [0.5, 60],
  logRedact: ['customerIban'],
  logSampling: [{ message: 'polled', probability: 0 }],
  propagateTraceTo: [/\/traced$/],
  propagateBaggageTo: [`127.0.0.1:${process.env.PORT}`],
  unendedSpanMillis: 1_000,
  instrumentations: [instrumentation],
  spanProcessors: [{ onStart() {}, onEnd: (span) => ended.push(span.name), forceFlush() {}, shutdown() {} }],
});

const base = `http://127.0.0.1:${process.env.PORT}`;
const fetchByHttp = (path) =>
  new Promise((resolve, reject) => {
    get(base + path, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });

const routes = {
  '/calls': async () => [
    await fetchByHttp('/traced'),
    await fetchByHttp('/untraced'),
    await fetchByHttp('/refused'),
  ],
  '/traced': (request) => ({ traceparent: request.headers.traceparent, baggage: request.headers.baggage }),
  '/untraced': (request) => ({ traceparent: request.headers.traceparent, baggage: request.headers.baggage }),
  '/forgets': () => {
    trace.getTracer('app').startSpan('forgotten');
    instrumentation.tracer.startSpan('by a third party').end();
    return { enabled: instrumentation.enabled };
  },
  '/poll': () => {
    for (let index = 0; index < 5; index++) logger.info('polled');
  },
  '/fails': () => {
    logger.info('polled');
    throw new Error('failed after it polled');
  },
  '/console': () => console.log('said \u001b[31m%s\u001b[0m', 'by the app', new Error('boom')),
  '/secrets': () => {
    const order = { customerIban: 'DE02 1203', total: 3 };
    early.info({ customerIban: 'DE02 1203', order }, 'paid');
    logger.info('paid %o', order);
  },
  '/order': () => {
    metrics.counter({ name: 'orders_total', help: 'Orders.', labels: ['kind'] }).inc({ kind: 'new' });
  },
  '/off': () => ({
    sampling: setSampling({ ratio: 0, forcedPerSecond: 0 }),
    logging: setLogging({ level: 'warn' }),
  }),
  '/wrong': () => ({ sampling: setSampling({ ratio: 7 }), logging: setLogging({ level: 'loud' }) }),
  '/ended': () => ended,
  '/work': () => withSpan('work', () => ({})),
};

createServer(
  traceHandler(
    async (request, response) => {
      if (request.method === 'PUT') {
        const chunks = [];
        for await (const chunk of request) chunks.push(chunk);
        const { authorization = '' } = request.headers;
        const answer = await PUT(
          new Request(base, { method: 'PUT', body: Buffer.concat(chunks), headers: { authorization } }),
        );
        response.writeHead(answer.status).end(await answer.text());
        return;
      }
      const result = (await routes[request.url]?.(request)) ?? {};
      response.writeHead(request.url === '/refused' ? 404 : 200).end(JSON.stringify(result));
    },
    { route: (request) => request.url },
  ),
).listen(Number(process.env.PORT), '127.0.0.1');
