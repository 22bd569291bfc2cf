import { BUILD_INFO } from '@throughline/semconv';
import { series } from './selectors.js';

/** What an expression about a scraped app gains by {@link ofService}. */
const SERVICE_LABELS = ['service_name', 'deployment_environment'];

/**
 * Of the targets that the variables `$service` and `$environment` choose, with those two as labels. An app says once,
 * in its build's metric, which service it is; Prometheus knows its other metrics by job and instance only.
 * @param also more of the build's labels to gain
 */
export function ofService(
  expression: string,
  also: readonly (typeof BUILD_INFO.labels)[number][] = [],
): string {
  const chosen = series(BUILD_INFO, {
    service_name: '=~"$service"',
    deployment_environment: '=~"$environment"',
  });
  const gained = [...SERVICE_LABELS, ...also].join(', ');
  return `\n  ${expression}\n  * on (job, instance) group_left (${gained})\n  group by (job, instance, ${gained}) (${chosen})\n`;
}
