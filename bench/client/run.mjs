// What the client adds to a page of a real Next build, beside OpenTelemetry's web SDK put together by hand.
import { chromium } from '@playwright/test';
import { findChromium } from '../../packages/playwright/dist/chromium/index.js';
import { report } from '../measure.mjs';
import { addedBytes, measureScripts } from './measureSize.mjs';

const ours = (/** @type {string} */ options) => `import { init } from '@throughline/client';
init(${options});
export { onRouterTransitionStart } from '@throughline/client';
`;
/** Provider, batch processor, OTLP exporter and instrumentation-fetch, as their documentation shows them. */
const RAW = `import { WebTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-web';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
const exporter = new OTLPTraceExporter({ url: '/api/telemetry/v1/traces' });
const provider = new WebTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 200 })] });
provider.register();
const instrumentation = new FetchInstrumentation();
instrumentation.setTracerProvider(provider);
fetch('/api/echo');
`;
const KB = 1024;

const { executablePath, args, env = {} } = await findChromium();
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
/** @type {import('../measure.mjs').Figure[]} */
const figures = [];
try {
  for (const bundler of /** @type {const} */ (['turbopack', 'webpack'])) {
    const bare = await measureScripts(browser, `bare-${bundler}`, { bundler });
    const added = async (/** @type {string} */ name, /** @type {string} */ instrumentation) =>
      addedBytes(bare, await measureScripts(browser, `${name}-${bundler}`, { bundler, instrumentation }));
    const light = await added('light', ours('{}'));
    const standard = await added('standard', ours("{ composition: 'standard' }"));
    const raw = await added('raw', RAW);
    const bytes = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ goal) =>
      figures.push({ name: `${bundler}: ${name}`, value, unit: 'bytes gzip', goal, op: '<=' });
    bytes('light, critical path', light.critical, 4 * KB);
    bytes('light, in all', light.total, 24 * KB);
    bytes('standard, critical path', standard.critical, 4 * KB);
    bytes('standard, in all', standard.total, 30 * KB);
    bytes('raw OpenTelemetry web SDK (traces and fetch only), critical path', raw.critical, raw.critical);
  }
} finally {
  await browser.close();
}
report(import.meta.url, 'node bench/client/run.mjs', figures);
