import { join } from 'node:path';

/** Where Prometheus finds its configuration, and beside it what to scrape and with which token. */
export function prometheusConfigDir(/** @type {string} */ data) {
  return join(data, 'prometheus', 'etc');
}

/** Flags that have no place in prometheus.yml. compose.yaml gives the same ones. */
export const PROMETHEUS_FLAGS = [
  '--storage.tsdb.retention.time=15d',
  '--storage.tsdb.retention.size=2GB',
  '--web.enable-remote-write-receiver',
  '--web.enable-otlp-receiver',
  '--enable-feature=exemplar-storage',
  '--log.level=warn',
];

/** @param {import('../Server.js').Placement} placement @returns {import('../Server.js').ServerStart} */
export function prometheusServer({ data, ports }) {
  return {
    name: 'prometheus',
    binary: 'prometheus',
    args: [
      `--config.file=${join(prometheusConfigDir(data), 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(data, 'prometheus', 'tsdb')}`,
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
      ...PROMETHEUS_FLAGS,
    ],
    env: {},
    healthUrl: `http://127.0.0.1:${ports.prometheus}/-/ready`,
  };
}
