import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONFIG = fileURLToPath(new URL('../../loki/loki.yaml', import.meta.url));

/** @param {import('../Server.js').Placement} placement @returns {import('../Server.js').ServerStart} */
export function lokiServer({ data, ports }) {
  return {
    name: 'loki',
    binary: 'loki',
    args: [`-config.file=${CONFIG}`, '-config.expand-env=true'],
    env: {
      LOKI_DATA: join(data, 'loki'),
      LOKI_LISTEN_ADDRESS: '127.0.0.1',
      LOKI_HTTP_PORT: String(ports.loki),
      LOKI_GRPC_PORT: String(ports.lokiGrpc),
      GOMEMLIMIT: '768MiB',
    },
    healthUrl: `http://127.0.0.1:${ports.loki}/ready`,
  };
}
