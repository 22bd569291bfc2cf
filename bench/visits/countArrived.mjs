import { fromKeyValues } from '../../packages/otlp/dist/index.js';

/** By the text of its line: what it is. */
const LINES = /** @type {const} */ ([
  [/^\/visit\/([a-z]+)$/, 'page view'],
  [/^hello ([a-z]+)$/, 'line'],
  [/^(?:Error: )?failed ([a-z]+)$/, 'error'],
  [/^loaded ([a-z]+)$/, 'second line'],
  [/^left ([a-z]+)$/, 'last line'],
  [/^clicked ([a-z]+)$/, 'line of a click'],
]);
const SPANS = /** @type {const} */ ([
  [/^page load\/visit\/([a-z]+)$/, 'load'],
  [/^GET \/api\/echo\/([a-z]+)$/, 'request'],
  [/^GET \/api\/buy\/([a-z]+)$/, 'request of a click'],
  [/^click buy ([a-z]+)$/, 'click'],
]);
const QUIET_MILLIS = 10_000;
const LOOK_MILLIS = 100;

/** @typedef {{ expected: number, arrived: number, twice: number, missing: string[] }} Count */
/** @typedef {import('../../packages/fault-server/dist/index.js').FaultServer} FaultServer */

/**
 * Waits until all that the pages noted has arrived, or nothing has for ten seconds, and counts.
 *
 * @param {Map<string, number>} noted
 * @param {FaultServer} backend
 * @returns {Promise<Count>}
 */
export async function countArrived(noted, backend) {
  const found = arrivals(backend);
  let count = compare(noted, found());
  let changedAt = Date.now();
  while (count.missing.length > 0 && Date.now() - changedAt < QUIET_MILLIS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    const next = compare(noted, found());
    if (next.arrived > count.arrived) changedAt = Date.now();
    count = next;
  }
  return count;
}

/**
 * Counts what is there by kind and visit; each look reads only what is new.
 *
 * @param {FaultServer} backend
 * @returns {() => Map<string, number>}
 */
function arrivals({ lines, spans }) {
  /** @type {Map<string, number>} */
  const found = new Map();
  const seen = { lines: 0, spans: 0 };
  const add = (/** @type {string | undefined} */ key) => {
    if (key) found.set(key, (found.get(key) ?? 0) + 1);
  };
  return () => {
    for (; seen.lines < lines.length; seen.lines++) {
      const { labels, line } = lines[seen.lines];
      if (labels.source === 'browser') add(kindOf(JSON.parse(line).msg, LINES));
    }
    for (; seen.spans < spans.length; seen.spans++) {
      const { service, span } = spans[seen.spans];
      if (service !== 'visits-browser') continue;
      // A page load's own name is the route, once it is known.
      const path = span.name.startsWith('page load') ? fromKeyValues(span.attributes)['url.path'] : '';
      add(kindOf(`${span.name.split(' /visit', 1)[0]}${path}`, SPANS));
    }
    return found;
  };
}

/**
 * @param {Map<string, number>} noted
 * @param {Map<string, number>} found
 * @returns {Count}
 */
function compare(noted, found) {
  const count = { expected: 0, arrived: 0, twice: 0, missing: /** @type {string[]} */ ([]) };
  for (const [key, expected] of noted) {
    const arrived = found.get(key) ?? 0;
    count.expected += expected;
    count.arrived += Math.min(arrived, expected);
    count.twice += Math.max(arrived - expected, 0);
    if (arrived < expected) count.missing.push(`${key} (${arrived} of ${expected})`);
  }
  return count;
}

/** @param {string} text @param {readonly (readonly [RegExp, string])[]} kinds */
function kindOf(text, kinds) {
  for (const [pattern, kind] of kinds) {
    const id = pattern.exec(text)?.[1];
    if (id) return `${kind} ${id}`;
  }
  return undefined;
}
