import type { IncomingMessage } from 'node:http';
import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_SCHEME,
  ATTR_USER_AGENT_ORIGINAL,
} from '@throughline/semconv';

const MAX_HEADER_LENGTH = 512;

/** Who asked, and for which host. */
export function connectionAttributes(request: IncomingMessage): Attributes {
  const attributes: Attributes = { [ATTR_URL_SCHEME]: 'encrypted' in request.socket ? 'https' : 'http' };
  const [, address, port] = partsOfHost(request.headers.host ?? '');
  if (address) attributes[ATTR_SERVER_ADDRESS] = address;
  if (port) attributes[ATTR_SERVER_PORT] = Number(port);
  const agent = request.headers['user-agent'];
  if (agent) attributes[ATTR_USER_AGENT_ORIGINAL] = agent.slice(0, MAX_HEADER_LENGTH);
  return attributes;
}

let lastHost: string | undefined;
let lastParts: readonly (string | undefined)[] = [];

/** Address and port, behind the whole. A service has one host, or a few. */
function partsOfHost(host: string): readonly (string | undefined)[] {
  if (host !== lastHost) {
    lastHost = host;
    lastParts = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(host) ?? [];
  }
  return lastParts;
}
