import { HEALTH_PATH, METRICS_PATH, RELAY_PREFIX } from '@throughline/semconv';

/** Paths of which no trace, metric or access line is made: telemetry's own routes and static files. */
export function isUntraced(path: string): boolean {
  if (path.startsWith('/_next/')) return !path.startsWith('/_next/data/');
  return (
    path.startsWith(RELAY_PREFIX) ||
    path === METRICS_PATH ||
    path === HEALTH_PATH ||
    path.startsWith(`${HEALTH_PATH}/`) ||
    path.startsWith('/__nextjs')
  );
}
