/**
 * `instrumentation-client.js` of what is compared. `before.js` notes the time before any of their modules runs.
 *
 * @type {Record<'light' | 'standard' | 'raw', string>}
 */
export const INSTRUMENTATIONS = {
  light: throughline('light'),
  standard: throughline('standard'),
  // What a team puts together from OpenTelemetry's own packages for the same questions: loads, requests, vitals, logs.
  raw: `import './before.js';
import { logs } from '@opentelemetry/api-logs';
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
`,
};

/** @param {'light' | 'standard'} composition */
function throughline(composition) {
  return `import './before.js';
import { init, log } from '@throughline/client';

init({ composition: '${composition}' });
performance.mark('telemetry started');
window.writeLog = (message) => log.info(message);
export { onRouterTransitionStart } from '@throughline/client';
`;
}

/** The file that all of them import first. */
export const BEFORE = "performance.mark('before telemetry');\n";

/** As an app has it: without what is only there to be measured. @param {string} instrumentation */
export function unmeasured(instrumentation) {
  return instrumentation
    .split('\n')
    .filter((line) => !/before\.js|performance\.mark|window\./.test(line))
    .join('\n');
}
