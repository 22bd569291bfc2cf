/** What is only compiled and made when it is needed is paid for here. */
const FIRST_LINE = `performance.mark('before first line');
window.writeLog('the first line');
performance.mark('first line written');
`;

/**
 * What is compared: the text of `instrumentation-client.js`, or of `telemetry.js` beside it where time is measured.
 *
 * @type {Record<'light' | 'standard' | 'raw', string>}
 */
export const INSTRUMENTATIONS = {
  light: throughline('light'),
  standard: throughline('standard'),
  // What a team puts together from OpenTelemetry's own packages for the same questions: loads, requests, vitals, logs.
  raw: `import { logs } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { DocumentLoadInstrumentation } from '@opentelemetry/instrumentation-document-load';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals/attribution';

const ignoreUrls = [/\\/api\\/telemetry\\//];
const exporter = new OTLPTraceExporter({ url: '/api/telemetry/v1/traces' });
new WebTracerProvider({
  spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 500 })],
}).register();
registerInstrumentations({
  instrumentations: [new DocumentLoadInstrumentation(), new FetchInstrumentation({ ignoreUrls })],
});
const logExporter = new OTLPLogExporter({ url: '/api/telemetry/v1/logs' });
logs.setGlobalLoggerProvider(
  new LoggerProvider({ processors: [new BatchLogRecordProcessor({ exporter: logExporter, scheduledDelayMillis: 500 })] }),
);
const logger = logs.getLogger('app');
for (const onVital of [onCLS, onFCP, onINP, onLCP, onTTFB])
  onVital(({ name, value, attribution: { target, interactionTarget } }) =>
    logger.emit({
      eventName: 'browser.web_vital',
      attributes: { name, value, target: String(target ?? interactionTarget) },
    }),
  );
performance.mark('telemetry started');
window.writeLog = (message) => logger.emit({ severityNumber: 9, severityText: 'info', body: message });
${FIRST_LINE}`,
};

/** @param {'light' | 'standard'} composition */
function throughline(composition) {
  return `import { init, log } from '@throughline/client';

init({ composition: '${composition}' });
performance.mark('telemetry started');
window.writeLog = (message) => log.info(message);
${FIRST_LINE}export { onRouterTransitionStart } from '@throughline/client';
`;
}

/**
 * Around the composition where its start-up is measured. `require` keeps the two apart, where bundlers join what is
 * imported into one function: that the telemetry's code is compiled is part of its start-up, so the first mark is made
 * before. What Next.js touches in every page as it starts is touched first: the browser makes these objects for whoever
 * comes first, and that is not the telemetry's doing.
 */
export const TIMED = {
  instrumentation: `require('./before.js');
const { onRouterTransitionStart } = require('./telemetry.js');
export { onRouterTransitionStart };
`,
  before: `void [navigator.userAgent, location.href];
performance.mark('before telemetry');
`,
  /** Instead of the telemetry, where there is none: what marks and the bundler's own runtime take. */
  nothing: `performance.mark('telemetry started');
export const onRouterTransitionStart = undefined;
`,
};

/** As an app has it: without what is only there to be measured. @param {string} instrumentation */
export function unmeasured(instrumentation) {
  return instrumentation
    .split('\n')
    .filter((line) => !/performance\.mark|window\./.test(line))
    .join('\n');
}
