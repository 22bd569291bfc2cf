import { Agent, request } from 'node:http';

const CONNECTIONS = 16;

/** @typedef {{ path: string, method: string, body: string | undefined }} Handler */

/**
 * Sends requests over kept-alive connections, one after the other on each.
 *
 * @param {string} url @param {Handler} handler @param {number} count
 */
export async function saturate(url, handler, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let left = count;
  const connection = async () => {
    while (left-- > 0) await send(url, handler, agent);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
}

/**
 * Sends requests at a rate, however long the answers take; gives their latencies in milliseconds.
 *
 * @param {string} url @param {Handler} handler @param {number} count @param {number} perSecond
 * @returns {Promise<number[]>}
 */
export async function atRate(url, handler, count, perSecond) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const started = performance.now();
  const latencies = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const due = started + (index * 1_000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
      // A timer is late by up to a millisecond, which is no fault of the server's.
      const sent = performance.now();
      await send(url, handler, agent);
      return performance.now() - sent;
    }),
  );
  agent.destroy();
  return latencies;
}

/** @param {string} url @param {Handler} handler @param {Agent} agent */
function send(url, { path, method, body }, agent) {
  const headers = body
    ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    : {};
  return new Promise((resolve, reject) => {
    request(url + path, { agent, method, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
      response.resume().on('end', resolve);
    })
      .on('error', reject)
      .end(body);
  });
}
