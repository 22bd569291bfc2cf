import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../scripts/stack/ports.mjs';
import type { Service } from '../../scripts/stack/service.mjs';
import { allocatePorts } from '../stack/allocatePorts.mjs';
import { jaegerServer } from '../stack/servers/jaeger.mjs';
import { environmentOf, lastOf, type Stage } from '../testing/Dockerfile.js';
import { needsNative } from '../testing/needsNative.js';
import { getJson } from '../testing/queryServers.js';
import { runDockerfile } from '../testing/runDockerfile.js';
import { runProgram } from '../testing/runProgram.js';
import { startServer } from '../testing/startServer.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const REPOSITORY = join(HERE, '../..');
const IMAGES = ['store', 'payments'];

async function parseDockerfile(text = readFileSync(join(HERE, 'Dockerfile'), 'utf8')) {
  const { code, output } = await runProgram('dockerfile', [], {}, text);
  return { code, output, stages: code === 0 ? (JSON.parse(output) as Stage[]) : [] };
}

describe.runIf(needsNative(['dockerfile']))('the Dockerfile', () => {
  test('is read by the parser that builds images, without a warning', async () => {
    const { code, output, stages } = await parseDockerfile();
    expect(code, output).toBe(0);
    expect(stages.map(({ name }) => name)).toEqual(expect.arrayContaining(IMAGES));
    expect((await parseDockerfile('FROM a\nCOPPY b c\n')).code).toBe(1);
    expect((await parseDockerfile('from a AS b\nRUN true\n')).output).toContain('Casing');
  });

  test.each(IMAGES)('%s is not root, checks its health, and has no secret in it', async (name) => {
    const { stages } = await parseDockerfile();
    const stage = stages.find((each) => each.name === name) as Stage;
    expect(lastOf(stage, 'USER')?.User).toBe('node');
    expect(lastOf(stage, 'HEALTHCHECK')?.Health.Test[0]).toBe('CMD');
    expect(Object.keys(environmentOf(stage)).join()).not.toMatch(/TOKEN|PASSWORD|SECRET|_KEY/);
    for (const { base } of stages) expect(base).toMatch(/^node:\$\{NODE_VERSION\}-bookworm-slim$/);
  });
});

describe.runIf(needsNative(['dockerfile', 'jaeger']))('what the steps of the Dockerfile make', () => {
  let scratch = '';
  let stages: Stage[] = [];
  let jaeger: Service;
  let jaegerUrl = '';
  let otlp = '';
  const running: RunningImage[] = [];

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'throughline-images-'));
    // Another user runs what is in it.
    chmodSync(scratch, 0o755);
    ({ stages } = await parseDockerfile());
    await runDockerfile(stages, {
      context: REPOSITORY,
      ignore: readFileSync(join(HERE, 'Dockerfile.dockerignore'), 'utf8')
        .split('\n')
        .filter((line) => line && !line.startsWith('#')),
      roots: join(scratch, 'roots'),
      // What the cache mount is to an engine: `npm install` finds nearly all of it there.
      beforeRun: async (stage, workdir) => {
        if (stage !== 'build') return;
        cpSync(join(REPOSITORY, 'node_modules'), join(workdir, 'node_modules'), {
          recursive: true,
          verbatimSymlinks: true,
          // Caches of other tools, who may be at work.
          filter: (path) => !/node_modules\/\.(?!bin|package-lock)/.test(path),
        });
      },
    });
    const { ports } = await allocatePorts('0');
    jaeger = await startServer(
      jaegerServer({ data: scratch, ports, entry: 'jaeger', logFiles: '' }),
      scratch,
    );
    otlp = `http://127.0.0.1:${ports.otlpHttp}`;
    jaegerUrl = `http://127.0.0.1:${ports.jaegerQuery}`;
  }, 900_000);

  afterAll(async () => {
    for (const image of running) await image.stop();
    await jaeger?.stop(true);
    for (const image of IMAGES) makeWritable(join(scratch, 'roots', image));
    rmSync(scratch, { recursive: true, force: true });
  }, 120_000);

  const start = async (name: string, env: Record<string, string> = {}) => {
    const stage = stages.find((each) => each.name === name) as Stage;
    const image = await startImage(stage, join(scratch, 'roots', name), {
      OTEL_EXPORTER_OTLP_ENDPOINT: otlp,
      ...env,
    });
    running.push(image);
    return image;
  };

  const spansOf = (service: string, operation: string) =>
    vi.waitFor(
      async () => {
        const { data } = await getJson<{ data: { spans: { operationName: string }[] }[] }>(
          `${jaegerUrl}/api/traces?${new URLSearchParams({ service, operation, lookback: '1h', limit: '1' })}`,
        );
        expect(data).toHaveLength(1);
        return data[0]?.spans.map(({ operationName }) => operationName) ?? [];
      },
      { timeout: 60_000, interval: 200 },
    );

  test('the shop serves pages, scripts and pictures as a user who may write nothing, and its traces arrive', async () => {
    const store = await start('store');
    const home = await (await fetch(store.url)).text();
    expect(home).toContain('<html');
    const [script] = /\/_next\/static\/[^"]+\.js/.exec(home) ?? [];
    const [picture] = /\/art\/[^"?]+\.svg/.exec(home) ?? [];
    for (const path of [script, picture]) expect((await fetch(`${store.url}${path}`)).status, path).toBe(200);
    const [product] = /\/product\/[a-z0-9-]+/.exec(home) ?? [];
    expect((await fetch(`${store.url}${product}`)).status).toBe(200);
    expect(await spansOf('store', 'GET /product/[slug]')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SELECT/)]),
    );

    await store.stop();
    expect(store.output()).not.toMatch(/EROFS|EACCES|EPERM|Failed to|not found/i);
  });

  test('payments charges, and its traces arrive', async () => {
    const payments = await start('payments');
    const response = await fetch(`${payments.url}/charge`, {
      method: 'POST',
      body: JSON.stringify({ amountCents: 5, currency: 'EUR', card: '4242424242424242', orderId: 'o1' }),
    });
    expect(response.status).toBe(200);
    expect(await spansOf('payments', 'POST /charge')).toContain('POST /charge');

    await payments.stop();
    expect(payments.output()).not.toMatch(/EROFS|EACCES|EPERM/i);
  });

  test('they are small, without sources, tests or development tools', () => {
    const megabytes = (name: string) => sizeOf(join(scratch, 'roots', name)) / 1e6;
    expect(megabytes('store')).toBeLessThan(80);
    expect(megabytes('payments')).toBeLessThan(50);
    for (const name of IMAGES) {
      const files = filesIn(join(scratch, 'roots', name));
      const own = files.filter((file) => !file.includes('node_modules/'));
      expect(
        own.filter((file) => /\.tsx?$|\.test\.|\.env|(^|\/)\.git\//.test(file) && !/\.d\.ts$/.test(file)),
      ).toEqual([]);
      expect(files.filter((file) => /node_modules\/(typescript|vitest|turbo|esbuild)\//.test(file))).toEqual(
        [],
      );
    }
  });
});

interface RunningImage {
  url: string;
  output(): string;
  /** As an engine does it; resolves once it has ended. */
  stop(): Promise<void>;
}

/** Starts what CMD says in the image's own folder, and waits until its HEALTHCHECK says that it is well. */
async function startImage(stage: Stage, root: string, env: Record<string, string>): Promise<RunningImage> {
  const workdir = join(root, lastOf(stage, 'WORKDIR')?.Path ?? '');
  chmodAll(root, (mode) => mode & ~0o222);
  const port = String(await freePort());
  const options = {
    cwd: workdir,
    env: {
      PATH: process.env.PATH,
      ...environmentOf(stage),
      ...env,
      HOST: '127.0.0.1',
      HOSTNAME: '127.0.0.1',
      PORT: port,
    },
    // The user `node` of the image, where this process may choose.
    ...(process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {}),
  };
  const [command = '', ...args] = lastOf(stage, 'CMD')?.CmdLine ?? [];
  const child = spawn(command, args, options);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [, check = '', ...checkArgs] = lastOf(stage, 'HEALTHCHECK')?.Health.Test ?? [];
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`${stage.name} ended:\n${output}`);
      const [code] = await once(spawn(check, checkArgs, options), 'exit');
      expect(code, output).toBe(0);
    },
    { timeout: 60_000, interval: 200 },
  );
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function filesIn(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function sizeOf(root: string): number {
  return filesIn(root).reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
}

/** Folders and files, not what links point at. */
function chmodAll(root: string, change: (mode: number) => number): void {
  if (!existsSync(root)) return;
  chmodSync(root, change(statSync(root).mode));
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const path = join(root, entry.name);
    if (entry.isDirectory()) chmodAll(path, change);
    else if (entry.isFile()) chmodSync(path, change(statSync(path).mode));
  }
}

function makeWritable(root: string): void {
  chmodAll(root, (mode) => mode | 0o200);
}
