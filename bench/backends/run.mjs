// What spans and log lines take of disk and memory in the native stack: the figures of docs/backends.md.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { report, round } from '../measure.mjs';

const RECORDS = Number(process.env.RECORDS ?? 100_000);
const BATCH = 1_000;
const SPANS_A_TRACE = 10;
const STACK = fileURLToPath(new URL('../../infra/stack.mjs', import.meta.url));

const data = mkdtempSync(join(tmpdir(), 'throughline-backends-'));
try {
  const stack = spawn(
    process.execPath,
    [STACK, '--native', '--json', '--only', 'jaeger,loki', '--port-base', '0', '--data', data],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(createInterface(stack.stdout), 'line');
  const urls = JSON.parse(line);
  const { servers } = JSON.parse(readFileSync(join(data, 'stack.json'), 'utf8'));
  const empty = { jaeger: bytesOf(join(data, 'jaeger')), loki: bytesOf(join(data, 'loki')) };

  for (let sent = 0; sent < RECORDS; sent += BATCH) {
    await post(`${urls.otlp}/v1/traces`, spans());
    await post(`${urls.loki}/loki/api/v1/push`, lines());
  }
  const memory = { jaeger: peakMemory(servers.jaeger), loki: peakMemory(servers.loki) };
  await flushLoki(urls.loki);
  // What Jaeger has in memory goes to disk as it ends.
  stack.kill('SIGTERM');
  await once(stack, 'exit');

  const disk = {
    jaeger: bytesOf(join(data, 'jaeger')) - empty.jaeger,
    loki: bytesOf(join(data, 'loki', 'chunks')),
  };
  report(import.meta.url, `RECORDS=${RECORDS} node bench/backends/run.mjs`, [
    {
      name: 'Jaeger: disk per span',
      value: round(disk.jaeger / RECORDS, 0),
      unit: 'B',
      goal: 1_000,
      op: '<=',
    },
    { name: 'Jaeger: memory at most', value: memory.jaeger, unit: 'MiB', goal: 1_024, op: '<=' },
    { name: 'Loki: disk per line', value: round(disk.loki / RECORDS, 0), unit: 'B', goal: 300, op: '<=' },
    { name: 'Loki: memory at most', value: memory.loki, unit: 'MiB', goal: 1_024, op: '<=' },
  ]);
} finally {
  rmSync(data, { recursive: true, force: true });
}

/** Spans as the shop's server sends them: a request, and what it asked the database. */
function spans() {
  const all = [];
  for (let trace = 0; trace < BATCH / SPANS_A_TRACE; trace += 1) {
    const traceId = randomBytes(16).toString('hex');
    const start = BigInt(Date.now()) * 1_000_000n;
    let parentSpanId = '';
    for (let index = 0; index < SPANS_A_TRACE; index += 1) {
      const spanId = randomBytes(8).toString('hex');
      all.push({
        traceId,
        spanId,
        parentSpanId,
        name: index === 0 ? 'GET /product/[slug]' : 'SELECT products',
        kind: index === 0 ? 2 : 3,
        startTimeUnixNano: String(start + BigInt(index) * 1_000_000n),
        endTimeUnixNano: String(start + BigInt(index) * 1_000_000n + BigInt(1 + (trace % 40)) * 100_000n),
        attributes:
          index === 0
            ? [
                attribute('http.request.method', 'GET'),
                attribute('http.route', '/product/[slug]'),
                attribute('url.path', `/product/item-${trace}`),
                attribute('http.response.status_code', '200'),
              ]
            : [
                attribute('db.system.name', 'postgresql'),
                attribute(
                  'db.query.text',
                  'SELECT id, name, price_cents, stock FROM products WHERE slug = $1',
                ),
              ],
      });
      if (index === 0) parentSpanId = spanId;
    }
  }
  return {
    resourceSpans: [
      { resource: { attributes: [attribute('service.name', 'store')] }, scopeSpans: [{ spans: all }] },
    ],
  };
}

/** Access lines as pino-loki pushes them. */
function lines() {
  const values = Array.from({ length: BATCH }, (_, index) => {
    const ids = { trace_id: randomBytes(16).toString('hex'), span_id: randomBytes(8).toString('hex') };
    const now = Date.now();
    const text = JSON.stringify({
      level: 30,
      time: now,
      ...ids,
      route: '/product/[slug]',
      msg: 'GET /product/[slug] 200',
      path: `/product/item-${index % 40}`,
      durationMillis: (index * 7.3) % 90,
    });
    return [`${now}${String(index).padStart(6, '0')}`, text, { ...ids, route: '/product/[slug]' }];
  });
  const stream = { service_name: 'store', deployment_environment: 'bench', source: 'server', level: 'info' };
  return { streams: [{ stream, values }] };
}

/** @param {string} key @param {string} value */
function attribute(key, value) {
  return { key, value: { stringValue: value } };
}

/** Until it is taken: a backend that is busy says so. @param {string} url @param {object} body */
async function post(url, body) {
  for (;;) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.ok) return;
    if (response.status !== 429 && response.status !== 503)
      throw new Error(`${url}: ${response.status} ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Has Loki write all that it has in memory, and waits until it has. @param {string} url */
async function flushLoki(url) {
  await fetch(`${url}/flush`, { method: 'POST' });
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const [, written] = /^loki_ingester_chunk_entries_sum (\S+)/m.exec(metrics) ?? [];
    if (Number(written) >= RECORDS) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The most resident memory of a process so far, in MiB, from Linux's `/proc`. @param {number} pid */
function peakMemory(pid) {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** What the files of a folder take. @param {string} folder @returns {number} */
function bytesOf(folder) {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // Blocks, not lengths: Badger makes large files with holes in them.
    sum += entry.isDirectory() ? bytesOf(path) : statSync(path).blocks * 512;
  }
  return sum;
}
