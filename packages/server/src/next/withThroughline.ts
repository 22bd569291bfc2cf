import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENV_NEXT_BASE_PATH, ENV_NEXT_DIST_DIR } from '@throughline/semconv';

/** The parts of Next's configuration that are added to. */
interface Extended {
  basePath?: string;
  distDir?: string;
  env?: Record<string, string | undefined>;
  serverExternalPackages?: string[];
  outputFileTracingIncludes?: Record<string, string[]>;
}

/** A configuration that is a function, as Next also takes it. */
export type NextConfigFunction<C, X = unknown> = (phase: string, context: X) => C | Promise<C>;

/**
 * Wraps Next's configuration (an object or a function) and adds what this package needs: it and its libraries stay
 * outside the bundles, so that a process has one copy of each, and the log worker's files go into
 * `output: 'standalone'`. Own settings of the same names are kept.
 */
export function withThroughline<C extends object, X>(
  config: NextConfigFunction<C, X>,
): NextConfigFunction<C, X>;
export function withThroughline<C extends object>(config?: C): C;
export function withThroughline<C extends object, X>(
  config?: C | NextConfigFunction<C, X>,
): C | NextConfigFunction<C, X> {
  if (typeof config === 'function') {
    return async (phase, context) => extend(await config(phase, context));
  }
  return extend(config ?? ({} as C));
}

/** Not bundled: each holds state of which a process must have one, or starts a worker from a file of its own. */
const EXTERNAL_PACKAGES = [
  '@throughline/server',
  '@throughline/otlp',
  '@throughline/semconv',
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/core',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/sdk-trace-node',
  'pino',
  'pino-loki',
  'prom-client',
];

function extend<C extends Extended>(config: C): C {
  const includes = config.outputFileTracingIncludes ?? {};
  const worker = workerFile();
  // The server reads the app's routes there, and knows its own routes by their paths. `next start` evaluates the
  // configuration in the server's process.
  if (config.distDir) process.env[ENV_NEXT_DIST_DIR] = config.distDir;
  if (config.basePath) process.env[ENV_NEXT_BASE_PATH] = config.basePath;
  return {
    ...config,
    // Written into the bundles: where the worker's file is when this package is bundled itself.
    env: { ...config.env, THROUGHLINE_LOKI_WORKER: worker },
    serverExternalPackages: [...new Set([...(config.serverExternalPackages ?? []), ...EXTERNAL_PACKAGES])],
    // The worker's file is no import, so no trace finds it.
    outputFileTracingIncludes: { ...includes, '/**': [...(includes['/**'] ?? []), worker] },
  };
}

/** The worker's file, relative to the app's folder, which is where Next reads its configuration. */
function workerFile(): string {
  const folder = realpathSync(fileURLToPath(new URL('../logs', import.meta.url)));
  return join(relative(realpathSync(process.cwd()), folder), 'lokiWorker.cjs').replaceAll('\\', '/');
}
