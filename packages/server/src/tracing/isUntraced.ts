import { HEALTH_PATH, METRICS_PATH, RELAY_PREFIX } from '@throughline/semconv';
import { nextBasePath } from '../runtime/nextSettings.js';

let basePath: string | undefined;

/** Paths of which no trace, metric or access line is made: telemetry's own routes and static files. */
export function isUntraced(path: string): boolean {
  basePath ??= nextBasePath();
  const own = basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  if (own.startsWith('/_next/')) return !own.startsWith('/_next/data/');
  return (
    own.startsWith(RELAY_PREFIX) ||
    own === METRICS_PATH ||
    own === HEALTH_PATH ||
    own.startsWith(`${HEALTH_PATH}/`) ||
    // `trailingSlash: true`
    own === `${METRICS_PATH}/` ||
    own.startsWith('/__nextjs')
  );
}
