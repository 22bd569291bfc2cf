import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Running, runThroughline } from './testing/runThroughline.js';

// Real programs are started: on a machine with much else to do each takes seconds.
vi.setConfig({ testTimeout: 60_000 });

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

let folder: string;
let running: Running[];
let servers: Server[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-cli-'));
  running = [];
  servers = [];
});
afterEach(async () => {
  for (const program of running) program.kill('SIGKILL');
  await Promise.all(running.map((program) => program.ended));
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(args: readonly string[], env?: Record<string, string>): Running {
  const program = runThroughline(args, folder, env);
  running.push(program);
  return program;
}

async function urlOf(program: Running): Promise<string> {
  return (JSON.parse(await program.firstLine) as { viewer: string }).viewer;
}

/** Listens on the port, if nobody does yet. */
async function occupy(port: number, server = createServer()): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.once('error', () => resolve());
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo | null)?.port ?? port;
}

function postTrace(url: string): Promise<Response> {
  const timeUnixNano = String(BigInt(Date.now()) * 1_000_000n);
  const span = {
    traceId: TRACE_ID,
    spanId: '00f067aa0ba902b7',
    name: 'GET /',
    startTimeUnixNano: timeUnixNano,
    endTimeUnixNano: timeUnixNano,
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'store' } }] };
  const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
  return fetch(`${url}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

test('prints one line of URLs for scripts, serves, and ends cleanly at SIGTERM', async () => {
  const program = start(['dev', '--json', '--memory', '--port', '0']);
  const urls = JSON.parse(await program.firstLine) as Record<string, string>;
  expect(Object.keys(urls)).toEqual(['viewer', 'otlp', 'jaeger', 'loki', 'metrics']);
  expect((await fetch(`${urls.viewer}/healthz`)).status).toBe(200);
  program.kill('SIGTERM');
  const { code, stdout, stderr } = await program.ended;
  expect({ code, lines: stdout.trim().split('\n').length, stderr }).toEqual({
    code: 0,
    lines: 1,
    stderr: '',
  });
  await expect(fetch(`${urls.viewer}/healthz`)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

test('keeps what it took under .throughline and has it after a restart', async () => {
  const first = start(['dev', '--json', '--port', '0']);
  expect((await postTrace(await urlOf(first))).status).toBe(200);
  first.kill('SIGINT');
  expect((await first.ended).code).toBe(0);
  expect(readdirSync(folder)).toEqual(['.throughline']);
  const second = start(['dev', '--json', '--port', '0']);
  const answer = await fetch(`${await urlOf(second)}/api/traces/${TRACE_ID}`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('GET /');
});

test('says so when another one has the data', async () => {
  const first = start(['dev', '--json', '--port', '0', '--data', 'here']);
  await first.firstLine;
  const { code, stdout, stderr } = await start(['dev', '--json', '--port', '0', '--data', 'here']).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^throughline: .*here.*\n$/);
});

test('takes a free port when the default is taken, and says so', async () => {
  await occupy(4318);
  const program = start(['dev', '--memory']);
  await program.firstLine;
  program.kill('SIGINT');
  const { stdout, stderr } = await program.ended;
  expect(stderr).toMatch(/^note: port 4318 is taken, so (\d+) is used\n$/);
  const port = /(\d+) is used/.exec(stderr)?.[1];
  expect(stdout).toContain(`Viewer   http://127.0.0.1:${port}\n`);
  expect(stdout).not.toContain('\u001b[');
});

test.each([
  ['--port', (port: number) => ({ args: ['--port', String(port)], env: {} })],
  ['THROUGHLINE_PORT', (port: number) => ({ args: [], env: { THROUGHLINE_PORT: String(port) } })],
])('refuses a taken port in the name of %s, which asked for it', async (asker, ask) => {
  const port = await occupy(0);
  const { args, env } = ask(port);
  const { code, stdout, stderr } = await start(['dev', '--memory', ...args], env).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `throughline: port ${port} is taken, and ${asker} asked for it. Stop what listens there, give another port ` +
      `(0 takes a free one), or leave ${asker} out\n`,
  );
});

test('scrapes with the token of a variable, and never prints it', async () => {
  const scraped = new Promise<string | undefined>((resolve) => {
    const app = createServer((incoming, response) => {
      resolve(incoming.headers.authorization);
      response.setHeader('content-type', 'application/openmetrics-text; version=1.0.0').end('# EOF\n');
    });
    servers.push(app);
    app.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/api/metrics`;
      const args = ['--scrape', url, '--scrape-token-env', 'TOKEN'];
      start(['dev', '--memory', '--port', '0', ...args], { TOKEN: 'hunter2' });
    });
  });
  expect(await scraped).toBe('Bearer hunter2');
  for (const program of running) {
    program.kill('SIGTERM');
    const { stdout, stderr } = await program.ended;
    expect(stdout + stderr).not.toContain('hunter2');
  }
});

test('a second signal ends it at once, whatever is still going on', async () => {
  const program = start(['dev', '--json', '--memory', '--port', '0']);
  const url = await urlOf(program);
  // A request that never gets to its end keeps the server from closing.
  const stuck = request(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  stuck.on('error', () => {});
  stuck.write('{');
  await vi.waitFor(async () => expect((await fetch(`${url}/healthz`)).ok).toBe(true), 20_000);
  program.kill('SIGTERM');
  await vi.waitFor(() => expect(fetch(`${url}/healthz`)).rejects.toThrow(), 20_000);
  program.kill('SIGTERM');
  expect((await program.ended).code).toBe(143);
});

test('prints nothing when quiet', async () => {
  const port = await occupy(0);
  servers.pop()?.close();
  const program = start(['dev', '--quiet', '--memory', '--port', String(port)]);
  await vi.waitFor(
    async () => expect((await fetch(`http://127.0.0.1:${port}/healthz`)).ok).toBe(true),
    20_000,
  );
  program.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, stdout: '', stderr: '' });
});

test.each([
  [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
  [['--help'], 0, /^Usage: throughline <command>/, /^$/],
  [['dev', '--help'], 0, /^Usage: throughline dev/, /^$/],
  [[], 1, /^Usage: throughline <command>/, /^throughline: a command is missing\n$/],
  [['dve'], 1, /^$/, /^throughline: unknown command 'dve'. Did you mean 'dev'\?\n$/],
  [['--verison'], 1, /^$/, /^throughline: unknown option '--verison'. Did you mean '--version'\?\n$/],
  [['dev', '--memroy'], 1, /^$/, /^throughline: unknown option '--memroy'. Did you mean --memory\?\n$/],
  [['constructor'], 1, /^$/, /^throughline: unknown command 'constructor'. See 'throughline --help'.\n$/],
])('throughline %j', async (args, status, out, err) => {
  const { code, stdout, stderr } = await start(args).ended;
  expect(code).toBe(status);
  expect(stdout).toMatch(out);
  expect(stderr).toMatch(err);
});
