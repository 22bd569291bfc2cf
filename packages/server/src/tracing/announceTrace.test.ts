import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTraceState, type Span, type SpanContext } from '@opentelemetry/api';
import { afterEach, expect, it } from 'vitest';
import { announceTrace } from './announceTrace.js';

const SPAN: SpanContext = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  traceFlags: 1,
  traceState: createTraceState('vendor=x,ot=th:8'),
};
const TRACEPARENT = `00-${SPAN.traceId}-${SPAN.spanId}-01`;
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The `Server-Timing` of an answer to a navigation. */
async function timingOf(
  respond: (response: ServerResponse) => void,
  { accept = 'text/html,*/*', method = 'GET', recording = true, span = SPAN } = {},
): Promise<string | undefined> {
  const server = createServer((request, response) => {
    announceTrace(request, response, {
      isRecording: () => recording,
      spanContext: () => span,
    } as Partial<Span> as Span);
    respond(response);
  });
  closing.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', method, headers: { accept }, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.headers['server-timing'] as string | undefined);
    }).on('error', reject);
  });
}

it('names the span alone where a cache may keep the answer', async () => {
  for (const control of [undefined, 's-maxage=60, stale-while-revalidate=9', 'public, max-age=0']) {
    const timing = await timingOf((response) => {
      if (control) response.setHeader('cache-control', control);
      response.end('page');
    });
    expect(timing).toBe(`traceparent;desc="${TRACEPARENT}"`);
  }
});

it('says when it was written, and the share, where nobody else gets the answer', async () => {
  const before = Date.now();
  const timing = await timingOf((response) => {
    response.setHeader('cache-control', 'private, no-cache, no-store, max-age=0, must-revalidate');
    response.writeHead(200).end('page');
  });
  const [, writtenAt] = /^traceparent;desc="00-a{32}-b{16}-01 (\d+) ot=th:8"$/.exec(timing ?? '') ?? [];
  expect(Number(writtenAt)).toBeGreaterThanOrEqual(before);
  expect(Number(writtenAt)).toBeLessThanOrEqual(Date.now());
});

it('stands beside what the app measures, and breaks no quoted text', async () => {
  const odd = { ...SPAN, traceState: createTraceState('ot=th:8;x:"') };
  const timing = await timingOf(
    (response) => {
      response.setHeader('cache-control', 'no-store');
      response.setHeader('server-timing', ['db;dur=3', 'render;dur=5']);
      response.end();
    },
    { span: odd },
  );
  expect(timing).toMatch(/^db;dur=3, render;dur=5, traceparent;desc="00-a{32}-b{16}-01 \d+"$/);
});

it.each([
  ['a prefetch or data', { accept: '*/*' }],
  ['a form', { method: 'POST' }],
  ['tracing that is off', { recording: false }],
])('says nothing to %s', async (_, options) => {
  expect(await timingOf((response) => response.end(), options)).toBeUndefined();
});
