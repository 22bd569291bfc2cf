import { BACKEND_DEFAULT_PORT, ENV_BACKEND_PORT } from '@throughline/semconv';
import { parseArguments } from '../parseArguments.js';
import { UsageError } from '../UsageError.js';
import { DEV_OPTIONS } from './devOptions.js';

/** A page of metrics to scrape. */
export interface DevScrape {
  readonly url: string;
  readonly bearerToken?: string;
  readonly intervalMillis: number;
}

/** What `throughline dev` was asked to do. */
export interface DevOptions {
  readonly port: number;
  /** Who asked for the port: `--port` or a variable's name; `undefined` if it is the default. */
  readonly portAskedBy: string | undefined;
  readonly host: string;
  /** `undefined`: nothing is kept on disk. */
  readonly dataDir: string | undefined;
  readonly scrapes: readonly DevScrape[];
  readonly output: 'block' | 'json' | 'none';
  /** Whether remarks (another port, a host that others reach) are printed. */
  readonly quiet: boolean;
  readonly help: boolean;
}

const SCRAPE_INTERVAL_MILLIS = 5000;
const DEFAULT_DATA_DIR = '.throughline';
const DEFAULT_HOST = '127.0.0.1';

/**
 * Reads the command line of `throughline dev`; what it leaves open comes from the environment, then from the defaults.
 *
 * @throws UsageError naming the option, the value and what is allowed. Never with the value of the token.
 */
export function parseDevOptions(args: readonly string[], env: NodeJS.ProcessEnv): DevOptions {
  const values = parseArguments('dev', args, DEV_OPTIONS);
  if (values.memory && values.data !== undefined) {
    throw new UsageError(`--memory and --data '${values.data}' exclude each other: give one of them`);
  }
  const { port, portAskedBy } = readPort(values.port, env);
  return {
    port,
    portAskedBy,
    host: nonEmpty('--host', values.host, DEFAULT_HOST),
    dataDir: values.memory ? undefined : nonEmpty('--data', values.data, DEFAULT_DATA_DIR),
    scrapes: readScrapes(values.scrape ?? [], values['scrape-token-env'], env),
    output: values.json ? 'json' : values.quiet ? 'none' : 'block',
    quiet: values.quiet ?? false,
    help: values.help ?? false,
  };
}

function readPort(option: string | undefined, env: NodeJS.ProcessEnv) {
  const [text, portAskedBy] =
    option !== undefined ? [option, '--port'] : [env[ENV_BACKEND_PORT] || undefined, ENV_BACKEND_PORT];
  if (text === undefined) return { port: BACKEND_DEFAULT_PORT, portAskedBy: undefined };
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) {
    throw new UsageError(
      `${portAskedBy} is '${text}': a port is a whole number from 0 to 65535, 0 for a free one`,
    );
  }
  return { port, portAskedBy };
}

function nonEmpty(option: string, value: string | undefined, byDefault: string): string {
  if (value === '') throw new UsageError(`${option} is empty (default: ${byDefault})`);
  return value ?? byDefault;
}

function readScrapes(
  urls: readonly string[],
  tokenVariable: string | undefined,
  env: NodeJS.ProcessEnv,
): DevScrape[] {
  if (tokenVariable === undefined) {
    return urls.map((url) => ({ url: readUrl(url), intervalMillis: SCRAPE_INTERVAL_MILLIS }));
  }
  if (urls.length === 0) throw new UsageError(`--scrape-token-env '${tokenVariable}' needs a --scrape URL`);
  const bearerToken = env[tokenVariable];
  if (!bearerToken) {
    throw new UsageError(
      `--scrape-token-env names the environment variable '${tokenVariable}', which is not set: set it to the token itself`,
    );
  }
  return urls.map((url) => ({ url: readUrl(url), bearerToken, intervalMillis: SCRAPE_INTERVAL_MILLIS }));
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UsageError(`--scrape is '${text}': expected a URL such as http://127.0.0.1:3000/api/metrics`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      '--scrape has a user name or password in its URL: pass a token with --scrape-token-env',
    );
  }
  return url.href;
}
