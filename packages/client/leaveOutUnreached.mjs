/**
 * Modules of OpenTelemetry's SDK that the compositions never reach, because of what they pass to it, each with the
 * little that its importers still name. Tree shaking cannot know: which branch is taken is decided at run time.
 * A module that is not met in a build of the standard composition fails that build, so that none is left behind
 * by an update; the conformance suite runs on what is left.
 *
 * @type {Record<string, { because: string, code: string }>}
 */
const UNREACHED = {
  '@opentelemetry/resources/build/esm/index.js': {
    because: "the relay says whose telemetry it is; the SDK's resource is never sent",
    code: 'export const defaultResource = () => ({ attributes: {}, getRawAttributes: () => [] });',
  },
  '@opentelemetry/sdk-trace/build/esm/inspect.js': {
    because: "only Node's util.inspect calls it",
    code: "export const inspectCustom = Symbol(); export const formatInspect = () => ''; export const settledResourceAttributes = () => ({});",
  },
  '@opentelemetry/sdk-trace/build/esm/TracerMetrics.js': {
    because: 'there is no meter provider',
    code: 'export class TracerMetrics { startSpan() { return () => {}; } }',
  },
  '@opentelemetry/sdk-trace/build/esm/sampler/ParentBasedSampler.js': {
    because: 'a sampler is given',
    code: 'export class ParentBasedSampler {}',
  },
  '@opentelemetry/sdk-trace-base/build/esm/config.js': {
    because: 'a browser has no environment variables',
    code: 'export const loadDefaultConfig = () => ({});',
  },
  '@opentelemetry/core/build/esm/utils/merge.js': {
    because: 'one level of configuration is merged into nothing',
    code: 'export const merge = Object.assign;',
  },
  '@opentelemetry/sdk-trace-web/build/esm/StackContextManager.js': {
    because: 'a context manager is given',
    code: 'export class StackContextManager {}',
  },
  '@opentelemetry/core/build/esm/propagation/composite.js': {
    because: 'a propagator is given',
    code: 'export class CompositePropagator {}',
  },
  '@opentelemetry/core/build/esm/baggage/propagation/W3CBaggagePropagator.js': {
    because: 'a propagator is given',
    code: 'export class W3CBaggagePropagator {}',
  },
  '@opentelemetry/api-logs/build/esm/index.js': {
    because: 'instrumentation-fetch asks for a logger and never uses it',
    code: 'export const logs = { getLogger: () => undefined };',
  },
  '@opentelemetry/web-common/build/esm/utils-resource-timings.js': {
    because: 'network events are off, and who may see a trace the propagator decides',
    code: `export const parseUrl = (url) => new URL(url, document.baseURI);
export const shouldPropagateTraceHeaders = () => true;
export const getResource = () => ({});
export const addSpanNetworkEvents = () => {};`,
  },
};

/**
 * @param {{ complete?: boolean }} [options] `complete`: fail when one of the modules is not met
 * @returns {import('vite').Plugin}
 */
export function leaveOutUnreached({ complete = false } = {}) {
  const missing = new Set(Object.keys(UNREACHED));
  return {
    name: 'leave-out-unreached',
    enforce: 'pre',
    load(id) {
      const path = Object.keys(UNREACHED).find((suffix) => id.endsWith(`/node_modules/${suffix}`));
      if (path === undefined) return null;
      missing.delete(path);
      return { code: UNREACHED[path]?.code ?? '', moduleSideEffects: false };
    },
    buildEnd() {
      if (complete && missing.size > 0) this.error(`Not met, so not left out: ${[...missing].join(', ')}`);
    },
  };
}
