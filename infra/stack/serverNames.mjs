/**
 * What the stack can start. `collector` is the gateway; `agent` stands between the apps and it; `logs` reads log files.
 *
 * @typedef {'jaeger' | 'loki' | 'prometheus' | 'collector' | 'agent' | 'logs'} ServerName
 */

/** All of them, in the order in which they start: each after those that it sends to. */
export const SERVER_NAMES = /** @type {const} */ ([
  'prometheus',
  'jaeger',
  'loki',
  'collector',
  'agent',
  'logs',
]);

/** What starts when nothing else is asked for. @type {ServerName[]} */
export const DEFAULT_SERVERS = ['prometheus', 'jaeger', 'loki', 'collector'];

/**
 * The programs that servers run: the Collector is three of them.
 *
 * @param {ServerName[]} servers
 * @returns {import('../native/binaries.mjs').BinaryName[]}
 */
export function programsOf(servers) {
  return [...new Set(servers.map((name) => (name === 'agent' || name === 'logs' ? 'collector' : name)))];
}

/**
 * @param {string} list Names with commas between.
 * @returns {ServerName[]} In starting order.
 * @throws {Error} That names what is not known.
 */
export function readServerNames(list) {
  const asked = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = asked.filter((name) => !SERVER_NAMES.some((known) => known === name));
  if (unknown.length || !asked.length) {
    throw new Error(
      `--only takes names from ${SERVER_NAMES.join(', ')}, with commas between; it got "${list}".`,
    );
  }
  return SERVER_NAMES.filter((name) => asked.includes(name));
}
