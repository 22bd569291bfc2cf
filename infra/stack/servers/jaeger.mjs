import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONFIG = fileURLToPath(new URL('../../jaeger/jaeger.yaml', import.meta.url));

/** @param {import('../Server.js').Placement} placement @returns {import('../Server.js').ServerStart} */
export function jaegerServer({ data, ports, entry }) {
  const isEntry = entry === 'jaeger';
  return {
    name: 'jaeger',
    binary: 'jaeger',
    args: ['--config', CONFIG],
    env: {
      JAEGER_DATA: join(data, 'jaeger'),
      JAEGER_QUERY_ADDRESS: `127.0.0.1:${ports.jaegerQuery}`,
      JAEGER_QUERY_GRPC_ADDRESS: `127.0.0.1:${ports.jaegerQueryGrpc}`,
      JAEGER_OTLP_HTTP_ADDRESS: `127.0.0.1:${isEntry ? ports.otlpHttp : ports.jaegerOtlpHttp}`,
      JAEGER_OTLP_GRPC_ADDRESS: `127.0.0.1:${isEntry ? ports.otlpGrpc : ports.jaegerOtlpGrpc}`,
      PROMETHEUS_URL: `http://127.0.0.1:${ports.prometheus}`,
      // Jaeger traces itself, into itself.
      OTEL_TRACES_SAMPLER: 'always_off',
      // A bound for the garbage of Badger: 100,000 spans at once took 0.5 GB.
      GOMEMLIMIT: '768MiB',
    },
    healthUrl: `http://127.0.0.1:${ports.jaegerQuery}/api/services`,
  };
}
