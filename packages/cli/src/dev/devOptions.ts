import type { OptionDefinitions } from '../parseArguments.js';

/** Options of `throughline dev`. */
export const DEV_OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  memory: { type: 'boolean' },
  data: { type: 'string' },
  scrape: { type: 'string', multiple: true },
  'scrape-token-env': { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies OptionDefinitions;

export const DEV_HELP = `Usage: throughline dev [options]

Starts the embedded backend and its viewer: takes traces (OTLP), logs (Loki push) and metrics (scraped), stores
them, and answers the query APIs of Jaeger, Loki and Prometheus, all on one port.

Options:
  --port N                 port to listen on, 0 for a free one (default: THROUGHLINE_PORT, else 4318, else a free one)
  --host H                 address to listen on (default: 127.0.0.1)
  --data DIR               where to store (default: .throughline)
  --memory                 store nothing on disk
  --scrape URL             scrape this metrics page every 5 s; may be given several times
  --scrape-token-env NAME  environment variable with the bearer token for the scrapes
  --json                   print one line of JSON with the URLs once it listens
  --quiet                  print errors only
  -h, --help               print this help
`;
