import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Level } from '@throughline/semconv';
import type { Destination } from '../delivery/post.js';
import type { SpoolSettings } from '../delivery/spool/Spool.js';
import type { LogSamplingRule } from '../logs/LogSampler.js';
import type { MetricsToken } from '../metrics/MetricsAccess.js';
import type { HostPattern } from '../outbound/hostMatcher.js';
import type { SamplingSettings } from '../sampling/SamplingSettings.js';
import type { Instrumentation } from '../tracing/Instrumentation.js';
import type { RelayConfiguration } from './relayConfiguration.js';
import type { Detail, ProviderName, SamplerName, StdoutFormat } from './ThroughlineOptions.js';

/** The options after defaults and checks. */
export interface Configuration {
  readonly serviceName: string;
  readonly environment: string;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  readonly disabled: boolean;
  readonly traces: Destination | undefined;
  readonly sampler: SamplerName;
  readonly sampling: SamplingSettings;
  readonly loki: LokiConfiguration | undefined;
  readonly relay: RelayConfiguration;
  readonly spool: SpoolSettings | undefined;
  readonly logLevel: Level;
  readonly logSampling: readonly LogSamplingRule[];
  readonly logRedact: readonly string[];
  readonly captureConsole: boolean;
  readonly logStdout: StdoutFormat;
  /** Absent: everywhere. */
  readonly propagateTraceTo: readonly HostPattern[] | undefined;
  readonly propagateBaggageTo: readonly HostPattern[];
  readonly metricsTokens: readonly MetricsToken[];
  readonly metricsCidrs: readonly string[];
  /** Absent: no port of its own. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  /** Bounds of the duration histograms, in seconds. */
  readonly durationBuckets: readonly number[];
  readonly adminToken: string | undefined;
  readonly unendedSpanMillis: number;
  readonly detail: Detail;
  readonly provider: ProviderName;
  readonly instrumentations: readonly Instrumentation[];
  readonly spanProcessors: readonly SpanProcessor[];
  readonly shutdownTimeoutMillis: number;
  /** `NODE_ENV` is `production`. */
  readonly production: boolean;
}

export interface LokiConfiguration {
  readonly url: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
}
