export { createTelemetry, type Telemetry, type TelemetryUrls } from './fixtures/createTelemetry.js';
export { type Look, TelemetryTimeout } from './fixtures/pollUntil.js';
export { type TelemetryFixtures, type TelemetryOptions, test } from './fixtures/test.js';
export { traceIdOf } from './fixtures/traceIdOf.js';
export { expect } from './matchers/expect.js';
export type { SpanPattern, SpanTreePattern } from './matchers/SpanPattern.js';
export type { LogLine, MetricExemplar, Span, Trace } from './query/index.js';
