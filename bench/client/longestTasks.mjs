/**
 * Of Chromium's trace. `tts` and `tdur` are processor time of the thread, in microseconds: other programs of the machine,
 * which make a task longer, do not count.
 *
 * @typedef {{ name: string, tts?: number, tdur?: number, args: { data?: { url?: string } } }} TraceEvent
 */

/**
 * The longest piece of work of the scripts that the document names, and of those that it does not: of what the telemetry
 * loads later. Milliseconds of processor time.
 *
 * @param {TraceEvent[]} events
 * @param {string} html
 * @returns {{ page: number, deferred: number }}
 */
export function longestTasks(events, html) {
  const longest = { page: 0, deferred: 0 };
  for (const { name, tdur = 0, args } of events) {
    const url = args?.data?.url;
    if (!url?.endsWith('.js') || !['EvaluateScript', 'FunctionCall'].includes(name)) continue;
    const whose = html.includes(new URL(url).pathname) ? 'page' : 'deferred';
    longest[whose] = Math.max(longest[whose], tdur / 1_000);
  }
  return longest;
}
