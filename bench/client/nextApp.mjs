import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = {
  'package.json': '{ "name": "throughline-bench-app", "private": true, "type": "module" }\n',
  'next.config.mjs':
    'export default { productionBrowserSourceMaps: false, typescript: { ignoreBuildErrors: true } };\n',
  'app/layout.jsx':
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  'app/page.jsx': 'export default function Page() {\n  return <h1>One page</h1>;\n}\n',
  'app/[slug]/page.jsx':
    "export const dynamic = 'force-dynamic';\nexport default async function Page({ params }) {\n  return <h1>{(await params).slug}</h1>;\n}\n",
  'app/api/telemetry/[...path]/route.js':
    'export async function POST(request) {\n  await request.text();\n  return Response.json({});\n}\n',
  'app/api/echo/route.js': 'export function GET() {\n  return new Response("ok");\n}\n',
};

/**
 * `instrumentation` is the text of `instrumentation-client.js`; without it the app has none.
 *
 * @typedef {{ instrumentation?: string, bundler?: 'turbopack' | 'webpack', files?: Record<string, string> }} AppOptions
 * @typedef {{ origin: string, folder: string, stop: () => Promise<void> }} ServedApp
 */

/**
 * Writes a small Next.js app below the repository, so that it finds the packages, and builds it for production.
 *
 * @param {string} name
 * @param {AppOptions} options
 * @returns {Promise<string>} its folder
 */
export async function buildNextApp(name, options) {
  const folder = writeNextApp(name, options);
  const built = start(['build', folder, `--${options.bundler ?? 'turbopack'}`], folder);
  /** @type {Buffer[]} */
  const output = [];
  built.stdout.on('data', (chunk) => output.push(chunk));
  built.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => built.once('exit', resolve));
  if (code !== 0) throw new Error(`next build of ${name} ended with ${code}:\n${Buffer.concat(output)}`);
  return folder;
}

/**
 * The same app under `next dev`.
 *
 * @param {string} name
 * @param {AppOptions} options
 * @returns {Promise<ServedApp>}
 */
export function developNextApp(name, options) {
  const folder = writeNextApp(name, options);
  return serve(['dev', folder, `--${options.bundler ?? 'turbopack'}`], folder, () => ({
    NODE_ENV: 'development',
  }));
}

/** @param {string} name @param {AppOptions} options */
function writeNextApp(name, { instrumentation, files = {} }) {
  const folder = fileURLToPath(new URL(`.apps/${name}/`, import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  const all = {
    ...FILES,
    ...files,
    ...(instrumentation ? { 'instrumentation-client.js': instrumentation } : {}),
  };
  for (const [path, text] of Object.entries(all)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/**
 * Serves a built app.
 *
 * @param {string} folder
 * @param {(origin: string) => Record<string, string>} [env] for its process
 * @returns {Promise<ServedApp>}
 */
export function serveNextApp(folder, env) {
  return serve(['start', folder], folder, env);
}

/**
 * @param {string[]} args
 * @param {string} folder
 * @param {(origin: string) => Record<string, string>} [env]
 * @returns {Promise<ServedApp>}
 */
async function serve(args, folder, env = () => ({})) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = start([...args, '-H', '127.0.0.1', '-p', String(port)], folder, env(origin));
  const exited = new Promise((resolve) => server.once('exit', resolve));
  await new Promise((resolve, reject) => {
    let text = '';
    const read = (/** @type {Buffer} */ chunk) => {
      text += chunk;
      if (/ready/i.test(text)) resolve(undefined);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    exited.then(() => reject(new Error(`next start ended: ${text}`)));
  });
  return {
    folder,
    origin,
    async stop() {
      // `next dev` has a process of its own below it, which only a signal that can be handled takes along.
      server.kill(args[0] === 'dev' ? 'SIGTERM' : 'SIGKILL');
      await exited;
    },
  };
}

/** @param {string[]} args @param {string} cwd @param {Record<string, string>} [env] */
function start(args, cwd, env = {}) {
  const next = createRequire(new URL('../../apps/store/package.json', import.meta.url)).resolve(
    'next/dist/bin/next',
  );
  return spawn(process.execPath, [next, ...args], {
    cwd,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
