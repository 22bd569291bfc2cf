import { choosePort, freePort } from '../../scripts/stack/ports.mjs';

/** The ports of the stack and what they are when they are free: each server's usual one. */
const PREFERRED = {
  otlpHttp: 4318,
  otlpGrpc: 4317,
  jaegerQuery: 16686,
  loki: 3100,
  prometheus: 9090,
  // 3000 is the shop's.
  grafana: 3001,
  // From here on only the servers themselves use them.
  jaegerQueryGrpc: 16685,
  jaegerOtlpHttp: 14318,
  jaegerOtlpGrpc: 14317,
  lokiGrpc: 9095,
  collectorOtlpHttp: 24318,
  collectorOtlpGrpc: 24317,
  collectorHealth: 13133,
  collectorMetrics: 8888,
  agentHealth: 13134,
  agentMetrics: 8889,
  logsHealth: 13135,
  logsMetrics: 8890,
};

/** @typedef {keyof typeof PREFERRED} PortName */
/** @typedef {Record<PortName, number>} Ports */

/** The first ones are those that people type. */
const PUBLIC_COUNT = 6;

/** How many ports follow a `--port-base`. */
export const PORT_COUNT = Object.keys(PREFERRED).length;

/**
 * A port for each name: the usual one, or a free one where that is taken. With a base, the ports from there on, which
 * are taken or refused; with the base 0, free ones.
 *
 * @param {string} [base] As given to `--port-base`.
 * @returns {Promise<{ ports: Ports, moved: string[] }>} `moved` has a sentence for each port that people know by heart
 *   and that is another one now.
 */
export async function allocatePorts(base) {
  const names = /** @type {PortName[]} */ (Object.keys(PREFERRED));
  const first = base === undefined || base === '0' ? undefined : readBase(base);
  const ports = { ...PREFERRED };
  /** @type {Set<number>} */
  const taken = new Set();
  const moved = [];
  for (const [index, name] of names.entries()) {
    const asked =
      first === undefined ? undefined : { value: String(first + index), askedBy: `--port-base ${base}` };
    let { port, moved: isMoved } =
      base === '0' ? { port: await freePort(), moved: false } : await choosePort(asked, PREFERRED[name]);
    // Nobody listens yet on those chosen before, so the system may give one of them again.
    while (taken.has(port)) port = await freePort();
    taken.add(port);
    ports[name] = port;
    if (isMoved && index < PUBLIC_COUNT)
      moved.push(`Port ${PREFERRED[name]} is taken: ${name} is on ${port}.`);
  }
  return { ports, moved };
}

/** @param {string} base */
function readBase(base) {
  const first = Number(base);
  if (!Number.isInteger(first) || first < 1024 || first + PORT_COUNT > 65_536) {
    throw new Error(
      `--port-base is "${base}". It takes a whole number from 1024 to ${65_536 - PORT_COUNT}, and ` +
        `the ${PORT_COUNT} ports from there on are used; 0 takes free ones.`,
    );
  }
  return first;
}
