import type { Level } from '@throughline/semconv';
import type { Destination } from '../delivery/post.js';
import type { SamplerName, StdoutFormat } from './ThroughlineOptions.js';

/** The options after defaults and checks. */
export interface Configuration {
  readonly serviceName: string;
  readonly environment: string;
  readonly resourceAttributes: Readonly<Record<string, string>>;
  readonly disabled: boolean;
  readonly traces: Destination | undefined;
  readonly sampler: SamplerName;
  readonly sampleRatio: number;
  readonly loki: LokiConfiguration | undefined;
  readonly logLevel: Level;
  readonly logStdout: StdoutFormat;
  readonly metricsToken: string | undefined;
  readonly shutdownTimeoutMillis: number;
  /** `NODE_ENV` is `production`. */
  readonly production: boolean;
}

export interface LokiConfiguration {
  readonly url: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
}
