import type { Service } from '../../scripts/stack/service.mjs';
import type { Scrape } from './scrapeTargets.mjs';
import type { ServerName } from './serverNames.mjs';

/** What `npm run stack` was asked for. */
export interface StackOptions {
  /** In starting order. */
  readonly servers: ServerName[];
  /** Folder for data, logs and the files that Prometheus discovers. */
  readonly data: string;
  /** First of the ports to take; otherwise the usual ones, or free ones. */
  readonly portBase?: string;
  readonly scrape: Scrape;
  /** Glob of the log files that `logs` follows. */
  readonly logFiles: string;
  /** With Docker: Grafana too. */
  readonly grafana: boolean;
}

/** Base URLs of what runs. Those of servers that were not asked for are missing. */
export interface StackUrls {
  /** Base of OTLP/HTTP's `/v1/traces` and `/v1/logs`. */
  readonly otlp?: string;
  readonly otlpGrpc?: string;
  readonly jaeger?: string;
  readonly loki?: string;
  readonly prometheus?: string;
  /** The same as `prometheus`: under this name `npm start --json` gives its query API. */
  readonly metrics?: string;
  readonly grafana?: string;
}

/** A stack that is up. */
export interface RunningStack {
  readonly urls: StackUrls;
  /** Sentences for people: ports that moved, what is missing. */
  readonly notes: string[];
  readonly services: Service[];
  readonly tokenFile: string;
  /** Prometheus scrapes what `app*.json` in here says, from the moment it is written. */
  readonly targetsDir: string;
  stop(hard?: boolean): Promise<void>;
}
