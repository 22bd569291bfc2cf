import type { Logger } from 'pino';
import type { Configuration } from '../config/Configuration.js';
import type { Ledger } from '../delivery/Ledger.js';
import type { RegisteredCheck } from '../health/healthCheck.js';
import { createLogger } from '../logs/createLogger.js';
import { createLogSink } from '../logs/createLogSink.js';
import { LogGate } from '../logs/LogGate.js';
import type { LogSink } from '../logs/LogSink.js';
import type { Metrics } from '../metrics/createMetrics.js';
import { MetricRegistry } from '../metrics/MetricRegistry.js';
import type { MetricsAccess } from '../metrics/MetricsAccess.js';
import type { MetricsPage } from '../metrics/MetricsPage.js';
import type { RelayState } from '../relay/RelayState.js';
import type { SamplingContract } from '../sampling/SamplingContract.js';
import type { SpanQueue } from '../tracing/SpanQueue.js';

/** What `register` has started. */
export interface Running {
  readonly configuration: Configuration;
  readonly ledger: Ledger;
  readonly sampling: SamplingContract;
  readonly metricsAccess: MetricsAccess;
  readonly metricsPage: MetricsPage;
  readonly metrics: Metrics;
  readonly relay: RelayState;
  /** Absent without an OTLP endpoint. */
  readonly spans: SpanQueue | undefined;
  /** Delivers what is queued, within the time; returns what could not be delivered. */
  flush(timeoutMillis: number): Promise<void>;
  /** Delivers the last log lines while this thread stands still. */
  flushBlocking(timeoutMillis: number): void;
}

/** The state of which a process has one, however many copies of this module Next makes. */
export interface ProcessState {
  readonly logger: Logger;
  readonly gate: LogGate;
  readonly registry: MetricRegistry;
  readonly healthChecks: Map<string, RegisteredCheck>;
  sink: LogSink;
  running: Running | undefined;
  /** `register` has run, even if telemetry is disabled. */
  registered: boolean;
  /** A signal asked the process to end: what is still served is the last of its connection. */
  leaving: boolean;
}

const KEY = Symbol.for('throughline.server.state');
type Holder = { [KEY]?: ProcessState };

/** Gets the process's state, made on first use. */
export function processState(): ProcessState {
  const holder = globalThis as Holder;
  holder[KEY] ??= create();
  return holder[KEY];
}

function create(): ProcessState {
  const gate = new LogGate((line, level) => state.sink.write(line, level));
  const state: ProcessState = {
    gate,
    logger: createLogger((line, level, message) => gate.pass(line, level, message)),
    registry: new MetricRegistry(),
    healthChecks: new Map(),
    // Until `register` has read the settings: plain lines on stdout.
    sink: createLogSink('json', undefined),
    running: undefined,
    registered: false,
    leaving: false,
  };
  return state;
}
