import { request } from 'node:http';

/** A request of log records as a browser sends them. @param {number} count */
export function logs(count) {
  const logRecords = Array.from({ length: count }, (_, index) => ({
    timeUnixNano: `${Date.now()}000000`,
    severityNumber: 9,
    body: { stringValue: `product ${index} was added to the cart` },
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    attributes: [
      { key: 'session.id', value: { stringValue: 'c'.repeat(16) } },
      { key: 'http.route', value: { stringValue: '/product/[id]' } },
      { key: 'cart.items', value: { intValue: String(index) } },
    ],
  }));
  return JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
}

/**
 * @param {number} port
 * @param {{ path: string, body: Buffer, agent: import('node:http').Agent, from?: string, headers?: Record<string, string> }} options
 * @returns {Promise<number>} The status; 0 when there was no answer.
 */
export function send(port, { path, body, agent, from = '127.0.0.1', headers = {} }) {
  return new Promise((resolve) => {
    const sending = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        path,
        agent,
        headers: { ...head(port, from), 'content-length': body.length, ...headers },
      },
      (response) => {
        response
          .resume()
          .on('end', () => resolve(response.statusCode ?? 0))
          .on('error', () => resolve(0));
      },
    );
    sending.on('error', () => resolve(0));
    sending.end(body);
  });
}

/** @param {number} port @param {string} from */
export function head(port, from) {
  return { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}`, 'x-forwarded-for': from };
}
