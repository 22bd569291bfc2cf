import type { BinaryName } from '../native/binaries.mjs';
import type { Ports } from './allocatePorts.mjs';
import type { ServerName } from './serverNames.mjs';

/** What a server needs to know of the stack it is part of. */
export interface Placement {
  /** Folder for data of all servers. */
  readonly data: string;
  readonly ports: Ports;
  /** Who takes OTLP from the apps: the first in the chain agent, collector, Jaeger that is part of the stack. */
  readonly entry: ServerName | undefined;
  /** Where the log files are that `logs` reads: a glob. */
  readonly logFiles: string;
}

/** How one server is started. */
export interface ServerStart {
  readonly name: ServerName;
  readonly binary: BinaryName;
  readonly args: string[];
  readonly env: Record<string, string>;
  /** Answers 200 once the server works. */
  readonly healthUrl: string;
}
