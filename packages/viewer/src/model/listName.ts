import type { TraceSummary } from '../api/types.js';
import { humanName } from './humanName.js';

/**
 * A trace's name in the list: the root in human words and, where it says something else, the request that reached
 * the first server.
 */
export function listName(trace: TraceSummary): { title: string; detail: string } {
  const { http } = trace;
  const title = humanName(trace.rootName, http ? { 'http.route': http.route } : {});
  const request = http ? [http.method, http.route].filter(Boolean).join(' ') : '';
  return { title, detail: request && !title.includes(request) ? request : '' };
}
