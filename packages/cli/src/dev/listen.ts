import { startBackend } from '@throughline/local';
import { UsageError } from '../UsageError.js';
import type { DevOptions } from './parseDevOptions.js';

/** A backend that listens, and whether it had to take another port than the default. */
export interface Listening {
  readonly backend: Awaited<ReturnType<typeof startBackend>>;
  readonly moved: boolean;
}

/**
 * Starts the backend. The default port gives way to a free one where it is taken; a port that was asked for does not.
 *
 * @throws UsageError when the port that was asked for cannot be had, naming who asked and what to do.
 */
export async function listen(options: DevOptions): Promise<Listening> {
  const { port, portAskedBy, host, dataDir, scrapes } = options;
  const start = (wanted: number) =>
    startBackend({
      host,
      port: wanted,
      scrapes: [...scrapes],
      ...(dataDir === undefined ? {} : { dataDir }),
    });
  try {
    return { backend: await start(port), moved: false };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE' && portAskedBy === undefined) return { backend: await start(0), moved: true };
    throw explain(error, code, options);
  }
}

function explain(error: unknown, code: unknown, { port, portAskedBy, host }: DevOptions): unknown {
  switch (code) {
    case 'EADDRINUSE':
      return new UsageError(
        `port ${port} is taken, and ${portAskedBy} asked for it. Stop what listens there, give another port ` +
          `(0 takes a free one), or leave ${portAskedBy} out`,
      );
    case 'EACCES':
      return new UsageError(
        `port ${port} may not be used by this user: give a port from 1024 on with --port`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UsageError(
        `--host '${host}' is no address of this machine: 127.0.0.1 is for this machine alone`,
      );
    default:
      return error;
  }
}
