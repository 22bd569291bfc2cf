import type { ChildProcess } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/stack/ports.mjs';
import { Processes } from './Processes.js';
import { packPackages } from './packPackages.js';
import { readReadme } from './readReadme.js';

const OWN_FILES = fileURLToPath(new URL('app/', import.meta.url));
const OPTIONS = '/* your Next.js options */';

/** A server of the app. */
export interface RunningApp {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** What of an app is not as the README and this repository have it. */
export interface FreshAppOptions {
  /** Folder with files beside those of the README, or in their place. */
  readonly files?: URL;
  /** Versions by package, instead of those that this repository is tested with. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Arguments to `next build` and `next dev`. */
  readonly bundler?: readonly string[];
}

/** An app that has never seen this repository: outside of it, with the packed packages in its own node_modules. */
export class FreshApp {
  readonly #processes = new Processes();
  readonly #readme = readReadme(new URL('../../README.md', import.meta.url));
  readonly #home = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-fresh-')));
  readonly #folder = join(this.#home, 'app');
  #variables: Readonly<Record<string, string>> = {};

  constructor(readonly options: FreshAppOptions = {}) {}

  /** What all of its programs printed. */
  get printed(): string {
    return this.#processes.printed;
  }

  /** Steps 1 to 4 of the README: installs what it says to install, and writes what it says to write. */
  async create(): Promise<void> {
    cpSync(OWN_FILES, this.#folder, { recursive: true });
    for (const [path, content] of Object.entries(this.#readme.files)) {
      const target = join(this.#folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content.replace(OPTIONS, "output: 'standalone'"));
    }
    if (this.options.files) cpSync(fileURLToPath(this.options.files), this.#folder, { recursive: true });
    const archives = await packPackages(this.#readme.packages, join(this.#home, 'archives'), this.#processes);
    // What is in npm's cache already, from this repository's own install, is not asked for again.
    const options = ['--prefer-offline', '--no-audit', '--no-fund'];
    await this.#processes.run(
      'npm',
      ['install', ...options, ...versions(this.options.versions), ...archives],
      this.#folder,
    );
  }

  /** Step 5: starts the backend, and sets the variables in `.env.local`. Resolves with the backend's address. */
  async startBackend(more: Readonly<Record<string, string>> = {}): Promise<string> {
    const args = ['--no', 'throughline', 'dev', '--port', '0', '--memory', '--json'];
    const backend = this.#processes.start('npx', args, this.#folder);
    const { viewer }: { viewer: string } = JSON.parse(await this.#processes.printedBy(backend, /^\{.*\}$/m));
    const settingOf = (name: string) => (name === 'OTEL_SERVICE_NAME' ? 'my-app' : viewer);
    this.#variables = {
      ...Object.fromEntries(this.#readme.variables.map((name) => [name, settingOf(name)])),
      ...more,
    };
    const lines = Object.entries(this.#variables).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(this.#folder, '.env.local'), lines.join(''));
    return viewer;
  }

  /** `next dev`. */
  async startDev(): Promise<RunningApp> {
    const port = String(await freePort());
    const args = ['--no', 'next', 'dev', ...this.#bundler, '--hostname', '127.0.0.1', '--port', port];
    return this.#running(this.#processes.start('npx', args, this.#folder), port);
  }

  /** What a developer does all day: the route handler answers something else, and `instrumentation.ts` is saved again. */
  editWhileItRuns(greeting: string): void {
    const handler = join(this.#folder, 'app/api/hello/route.ts');
    writeFileSync(handler, readFileSync(handler, 'utf8').replace(/'Hello [^']*'/, `'${greeting}'`));
    appendFileSync(join(this.#folder, 'instrumentation.ts'), '\n// Saved again.\n');
  }

  /** `next build`. */
  build(): Promise<void> {
    return this.#processes.run('npx', ['--no', 'next', 'build', ...this.#bundler], this.#folder);
  }

  /** A server of the built app, in its own folder: `next start`, or a custom one. */
  async startBuilt(args: (port: string) => readonly string[], node = process.execPath): Promise<RunningApp> {
    const port = String(await freePort());
    const env = { ...this.#variables, PORT: port, NODE_ENV: 'production' };
    return this.#running(this.#processes.start(node, args(port), this.#folder, env), port);
  }

  /** Installs another Node.js beside the app. Resolves with its path. */
  async installNode(version: string): Promise<string> {
    const folder = join(this.#home, `node-${version}`);
    mkdirSync(folder);
    const name = `node-${process.platform}-${process.arch}`;
    await this.#processes.run(
      'npm',
      ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${version}`],
      folder,
    );
    return join(folder, 'node_modules', name, 'bin/node');
  }

  /** The production build with `output: 'standalone'`, moved away from the app's node_modules. */
  async startStandalone(): Promise<RunningApp> {
    await this.build();
    const deployed = join(this.#home, 'deployed');
    cpSync(join(this.#folder, '.next/standalone'), deployed, { recursive: true, verbatimSymlinks: true });
    cpSync(join(this.#folder, '.next/static'), join(deployed, '.next/static'), { recursive: true });
    const port = String(await freePort());
    // `.env.local` stays on the laptop: where an app is deployed, it has an environment.
    const env = { ...this.#variables, PORT: port, HOSTNAME: '127.0.0.1' };
    return this.#running(this.#processes.start(process.execPath, ['server.js'], deployed, env), port);
  }

  /** Ends what runs, and removes the folder. */
  async destroy(): Promise<void> {
    await this.#processes.stopAll();
    rmSync(this.#home, { recursive: true, force: true });
  }

  get #bundler(): readonly string[] {
    return this.options.bundler ?? [];
  }

  async #running(child: ChildProcess, port: string): Promise<RunningApp> {
    await this.#processes.printedBy(child, /Ready in/);
    const url = `http://127.0.0.1:${port}`;
    // Next listens before it has run instrumentation.ts, and answers after: who asks that early is served, but not seen.
    await fetch(`${url}/api/health`);
    return { url, stop: () => this.#processes.stop(child) };
  }
}

/** Of everything else that an app in TypeScript has: the versions that this repository is tested with. */
function versions(others: FreshAppOptions['versions']): string[] {
  const read = (path: string): { dependencies?: object; devDependencies?: object } =>
    JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  const store = read('apps/store/package.json');
  const known = new Map(
    Object.entries({
      ...read('package.json').devDependencies,
      ...store.devDependencies,
      ...store.dependencies,
    }),
  );
  return ['next', 'react', 'react-dom', 'typescript', '@types/node', '@types/react'].map(
    (name) => `${name}@${others?.[name] ?? known.get(name)}`,
  );
}
