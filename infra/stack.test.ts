import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { needsNative } from './testing/needsNative.js';
import { processesOf } from './testing/processesOf.js';
import { runStack, spawnStack, startStack, stopSpawned } from './testing/spawnStack.js';

let scratch = '';
let data = '';
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'throughline-cli-'));
  data = join(scratch, 'data');
});
afterEach(async () => {
  await stopSpawned();
  rmSync(scratch, { recursive: true, force: true });
});

/** A `docker` that writes down what it is asked for. This machine's own may have no engine, or one that is in use. */
function fakeDocker(answers: { compose?: number; info?: number; up?: number } = {}) {
  const bin = join(scratch, 'bin');
  const log = join(scratch, 'docker.jsonl');
  mkdirSync(bin);
  const script = `#!${process.execPath}
const args = process.argv.slice(2);
const { PROMETHEUS_CONFIG_DIR, COLLECTOR_OTLP_HTTP_PORT, JAEGER_OTLP_HTTP_PORT } = process.env;
const env = { PROMETHEUS_CONFIG_DIR, COLLECTOR_OTLP_HTTP_PORT, JAEGER_OTLP_HTTP_PORT };
require('node:fs').appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, env }) + '\\n');
if (args[0] === 'info') { console.log('28.0.0'); process.exit(${answers.info ?? 0}); }
if (args[1] === 'version') process.exit(${answers.compose ?? 0});
if (args.includes('up')) { console.error('pull access denied'); process.exit(${answers.up ?? 0}); }
`;
  writeFileSync(join(bin, 'docker'), script);
  chmodSync(join(bin, 'docker'), 0o755);
  const calls = (): { args: string[]; env: Record<string, string> }[] =>
    readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { path: bin, calls };
}

describe('where neither Docker nor Go works', () => {
  test('it says which to install, and that npm start needs none', async () => {
    const { code, stdout, stderr } = await runStack(['--json'], { PATH: scratch, XDG_CACHE_HOME: scratch });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('needs Docker or Go');
    expect(stderr).toContain('no "docker" on the PATH');
    expect(stderr).toContain('"npm start" needs neither');
  });

  test.each([
    [{ compose: 1 }, 'the Compose plugin (docker compose) is not installed'],
    [{ info: 1 }, 'no engine answers'],
  ])('it says what Docker lacks: %j', async (answers, message) => {
    const { path } = fakeDocker(answers);
    const { code, stderr } = await runStack(['--docker'], { PATH: path });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('with Docker', () => {
  test('the servers start as containers, healthy before the URLs are printed, and go when it stops', async () => {
    const docker = fakeDocker();
    const env = { PATH: docker.path, THROUGHLINE_METRICS_TOKEN: 'abc' };
    const stack = await startStack(['--json', '--port-base', '0', '--data', data], env);
    const up = docker.calls().at(-1);
    expect(up?.args.slice(3)).toEqual([
      ...['up', '--detach', '--wait'],
      ...['prometheus', 'jaeger', 'loki', 'collector', 'grafana', 'collector-health'],
    ]);
    expect(stack.urls.grafana).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    // Apps send to the Collector, which is in front.
    expect(stack.urls.otlp).toBe(`http://127.0.0.1:${up?.env.COLLECTOR_OTLP_HTTP_PORT}`);
    expect(readFileSync(join(String(up?.env.PROMETHEUS_CONFIG_DIR), 'token'), 'utf8')).toBe('abc');
    expect(readFileSync(join(stack.urls.targetsDir, 'app.json'), 'utf8')).toContain(
      'host.docker.internal:3000',
    );

    expect(await stack.stop()).toBe(0);
    expect(docker.calls().at(-1)?.args.slice(3)).toEqual(['--profile', '*', 'down', '--timeout', '10']);
  });

  test('without the Collector apps send to Jaeger itself', async () => {
    const docker = fakeDocker();
    const args = ['--json', '--only', 'jaeger', '--port-base', '0', '--data', data];
    const stack = await startStack(args, { PATH: docker.path });
    expect(stack.urls.otlp).toBe(`http://127.0.0.1:${docker.calls().at(-1)?.env.JAEGER_OTLP_HTTP_PORT}`);
    expect(Object.keys(stack.urls)).not.toContain('loki');
    await stack.stop();
  });

  test('when it fails, its last lines are shown and nothing stays', async () => {
    const docker = fakeDocker({ up: 1 });
    const { code, stderr } = await runStack(['--port-base', '0', '--data', data], { PATH: docker.path });
    expect(code).toBe(1);
    expect(stderr).toContain('pull access denied');
    expect(docker.calls().at(-1)?.args).toContain('down');
  });
});

test('a wrong option is named, with what is allowed', async () => {
  const { code, stderr } = await runStack(['--only', 'tempo']);
  expect(code).toBe(2);
  expect(stderr).toContain('--only takes names from prometheus, jaeger, loki, collector, agent, logs');
  expect(stderr).toContain('Usage: npm run stack');
});

describe.runIf(needsNative(['jaeger', 'loki', 'prometheus', 'collector']))('at a terminal', () => {
  test('what was built before starts without Go', async () => {
    const stack = await startStack(['--json', '--port-base', '0', '--data', data], { PATH: scratch });
    expect((await fetch(`${stack.urls.jaeger}/api/services`)).status).toBe(200);
    expect(await stack.stop()).toBe(0);
  });

  test('it prints where everything is and how to point the shop at it, and keeps the token to itself', async () => {
    const child = spawnStack(['--native', '--port-base', '0', '--data', data], {
      THROUGHLINE_METRICS_TOKEN: 'a-secret-token',
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await vi.waitFor(() => expect(output).toContain('Ctrl-C'), { timeout: 50_000, interval: 50 });
    expect(output).toMatch(/Jaeger +http:\/\/127\.0\.0\.1:\d+ {3}traces/);
    expect(output).toMatch(/export OTEL_EXPORTER_OTLP_ENDPOINT=http:\/\/127\.0\.0\.1:\d+\n/);
    expect(output).toMatch(/export LOKI_URL=http:\/\/127\.0\.0\.1:\d+\n/);
    expect(output).toMatch(/export THROUGHLINE_METRICS_TOKEN="\$\(cat '.*token'\)"\n {4}npm start/);
    expect(output).not.toContain('a-secret-token');
    child.kill('SIGINT');
    await vi.waitFor(() => expect(child.exitCode).toBe(0), { timeout: 20_000, interval: 50 });
  });

  test.runIf(process.platform === 'linux')('stopped while it comes up, it leaves no process', async () => {
    const child = spawnStack(['--native', '--json', '--port-base', '0', '--data', data], {});
    await vi.waitFor(() => expect(existsSync(join(data, 'logs', 'loki.log'))).toBe(true), {
      timeout: 50_000,
      interval: 5,
    });
    expect(processesOf(data).length).toBeGreaterThan(0);
    child.kill('SIGTERM');
    await vi.waitFor(() => expect(child.exitCode).not.toBeNull(), { timeout: 20_000, interval: 50 });
    expect(processesOf(data)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('when a server dies, all end, and it says which', async () => {
    const child = spawnStack(['--native', '--only', 'jaeger,loki', '--port-base', '0', '--data', data], {});
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const state = join(data, 'stack.json');
    await vi.waitFor(() => expect(existsSync(state)).toBe(true), { timeout: 50_000, interval: 50 });
    process.kill(JSON.parse(readFileSync(state, 'utf8')).servers.loki, 'SIGKILL');
    await vi.waitFor(() => expect(child.exitCode).toBe(1), { timeout: 20_000, interval: 50 });
    expect(errors).toContain('loki ended with exit code 1');
    expect(processesOf(data)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('when its terminal is closed, nothing stays', async () => {
    const child = spawnStack(['--native', '--only', 'jaeger', '--port-base', '0', '--data', data], {});
    await vi.waitFor(() => expect(existsSync(join(data, 'stack.json'))).toBe(true), {
      timeout: 50_000,
      interval: 50,
    });
    child.stdout.destroy();
    child.stderr.destroy();
    child.kill('SIGHUP');
    await vi.waitFor(() => expect(child.exitCode).toBe(0), { timeout: 20_000, interval: 50 });
    expect(processesOf(data)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')(
    'a stack that was killed is cleared up by the next one',
    async () => {
      const args = ['--native', '--json', '--only', 'loki', '--port-base', '0', '--data', data];
      const killed = await startStack(args);
      await killed.stop('SIGKILL');
      const left = processesOf(data);
      expect(left).toHaveLength(1);

      const next = await startStack(args);
      for (const pid of left) expect(processesOf(data)).not.toContain(pid);
      expect((await fetch(`${next.urls.loki}/ready`)).status).toBe(200);
      expect(await next.stop()).toBe(0);
      expect(processesOf(data)).toEqual([]);
    },
  );
});
