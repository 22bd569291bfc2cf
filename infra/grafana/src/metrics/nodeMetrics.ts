import type { Metric } from '../promql/selectors.js';

/** What prom-client exports of the Node.js process by itself, as far as it is shown. */
export const PROCESS_START = metric('process_start_time_seconds');
export const PROCESS_CPU_USER = metric('process_cpu_user_seconds_total');
export const PROCESS_CPU_SYSTEM = metric('process_cpu_system_seconds_total');
export const PROCESS_RESIDENT_MEMORY = metric('process_resident_memory_bytes');
export const PROCESS_OPEN_FDS = metric('process_open_fds');
export const PROCESS_MAX_FDS = metric('process_max_fds');
export const EVENT_LOOP_LAG_P50 = metric('nodejs_eventloop_lag_p50_seconds');
export const EVENT_LOOP_LAG_P99 = metric('nodejs_eventloop_lag_p99_seconds');
export const EVENT_LOOP_LAG_MAX = metric('nodejs_eventloop_lag_max_seconds');
export const HEAP_TOTAL = metric('nodejs_heap_size_total_bytes');
export const HEAP_USED = metric('nodejs_heap_size_used_bytes');
export const EXTERNAL_MEMORY = metric('nodejs_external_memory_bytes');
export const HEAP_SPACE_USED = metric('nodejs_heap_space_size_used_bytes', 'space');
export const GC_DURATION = metric('nodejs_gc_duration_seconds', 'kind');
export const ACTIVE_HANDLES = metric('nodejs_active_handles', 'type');
export const ACTIVE_RESOURCES = metric('nodejs_active_resources', 'type');

function metric<L extends string = never>(name: string, ...labels: L[]): Metric & { labels: readonly L[] } {
  return { name, labels };
}
