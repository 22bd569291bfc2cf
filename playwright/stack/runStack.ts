import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { END_WITH_PARENT } from '../../scripts/stack/service.mjs';

/** The line that `npm start -- --json` prints when the embedded backend takes everything. */
export interface Urls {
  store: string;
  viewer: string;
  otlp: string;
  jaeger: string;
  loki: string;
  metrics: string;
}

export interface RunningStack<Printed = Urls> {
  urls: Printed;
  /** The process of `npm start`. */
  process: ChildProcess;
  /** Folder of its data; `logs/` in it has what the services printed. */
  dataDir: string;
  /** Ctrl-C, and waits for the end. */
  stop: () => Promise<void>;
}

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

/** Whoever runs the tests may have exported these for backends of their own. Empty is not set. */
export const NO_OUTSIDE_BACKENDS = {
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '',
  LOKI_URL: '',
};

/**
 * Starts the whole stack the way a script does: `npm start -- --json`, on free ports, with data of its own.
 *
 * @param env - Where it names other backends, what is printed is not the default.
 */
export async function runStack<Printed = Urls>(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningStack<Printed>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-e2e-'));
  const child = spawn(
    process.execPath,
    // Of a test run that was killed nothing is left.
    [
      '--import',
      END_WITH_PARENT,
      START,
      '--json',
      '--no-build',
      '--port',
      '0',
      '--backend-port',
      '0',
      '--data',
      dataDir,
      ...args,
    ],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      // The variable marks every process of this stack, however deep: what is left behind can be found by it.
      env: { ...process.env, ...NO_OUTSIDE_BACKENDS, THROUGHLINE_E2E_RUN: dataDir, ...env },
    },
  );
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text as string),
    ended.then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`npm start ended before it was ready:\n${printed}`);
  return {
    urls: JSON.parse(line) as Printed,
    process: child,
    dataDir,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
