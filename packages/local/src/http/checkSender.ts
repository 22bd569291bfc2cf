import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { HttpError } from './HttpError.js';

/**
 * Keeps web pages out of a server that needs no password because it listens on loopback.
 *
 * - `Host` must be a loopback name, an IP address or the host we were told to bind. A page of an attacker whose
 *   DNS name was rebound to 127.0.0.1 would be same-origin with us; its `Host` is that name.
 * - A request that writes must not come from a page of another origin. Pages on other loopback ports are no
 *   exception: any program on the machine, or any repository's dev server, can serve one, and an app of ours sends
 *   through its relay. Programs that are no browsers send no `Origin`.
 *
 * Reading needs no such check: without CORS headers no other origin's page sees an answer.
 *
 * @throws HttpError 403
 */
export function checkSender(request: IncomingMessage, boundHost: string): void {
  const host = request.headers.host ?? '';
  if (!isOwnName(host, boundHost)) {
    throw new HttpError(
      403,
      'the Host header names neither this machine nor an address: use http://127.0.0.1',
    );
  }
  const { origin } = request.headers;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && origin !== undefined && origin !== `http://${host}`) {
    throw new HttpError(
      403,
      'requests of web pages of another origin are refused: send through the relay of the app',
    );
  }
}

function isOwnName(hostHeader: string, boundHost: string): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[^:]+)(:\d+)?$/i.exec(hostHeader)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  const bare = name.replace(/^\[|\]$/g, '');
  return (
    isIP(bare) !== 0 ||
    bare === 'localhost' ||
    bare.endsWith('.localhost') ||
    bare === boundHost.toLowerCase()
  );
}
