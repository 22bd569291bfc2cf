import type { BrowserContext, Page, Request, Route } from '@playwright/test';
import { buildNextApp, type ServedApp, serveNextApp } from '../../bench/client/nextApp.mjs';
import { RECEIVING_FILES } from './receivedTelemetry.js';

/** Requests that the page sends while it hydrates, one of each of its parts. */
export const PARTS = 8;

const page = `import { Part } from './part';
export default function Page() {
  return <main><h1>Cold</h1>{Array.from({ length: ${PARTS} }, (_, n) => <Part key={n} n={n} />)}</main>;
}
`;

const part = `'use client';
import { trace } from '@opentelemetry/api';
import { captureError, log } from '@throughline/client';
import { useEffect, useState } from 'react';

export function Part({ n }) {
  const [text, setText] = useState('');
  useEffect(() => {
    fetch('/api/traced?part=' + n).then((response) => response.text()).then(setText);
    if (n === 0) log.warn('early line');
    if (n === 1) captureError(new Error('early boundary error'));
    if (n === 2) void Promise.reject(new Error('early rejection'));
    if (n === 3) setTimeout(() => { throw new Error('early error'); });
  }, [n]);
  if (n > 0) return <p>{text}</p>;
  return <button onClick={() => trace.getTracer('of the app').startSpan('app span').end()}>Ask OpenTelemetry</button>;
}
`;

/** A production build of a small app whose page does a lot while it hydrates. */
export async function startColdApp(
  composition: 'light' | 'standard',
  bundler: 'turbopack' | 'webpack',
): Promise<ServedApp> {
  const folder = await buildNextApp(`cold-${composition}-${bundler}`, {
    bundler,
    instrumentation: `import { init } from '@throughline/client';
init({ composition: '${composition}' });
export { onRouterTransitionStart } from '@throughline/client';
`,
    files: { ...RECEIVING_FILES, 'app/page.jsx': page, 'app/part.jsx': part },
  });
  return serveNextApp(folder);
}

/** A page on a slow network and a slow processor, opened for the first time. */
export async function openSlowPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const bytesPerSecond = 50 * 1024;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return page;
}

/**
 * Gives the requests for scripts that the document does not name, which is the client's deferred part, to `answer`.
 *
 * @returns resolves with the first of them
 */
export async function onDeferredPart(
  page: Page,
  { origin }: ServedApp,
  answer: (route: Route) => Promise<void>,
): Promise<{ readonly requested: Promise<Request> }> {
  const html = await (await fetch(origin)).text();
  const isDeferred = (url: URL) => url.pathname.endsWith('.js') && !html.includes(url.pathname);
  await page.route(isDeferred, answer);
  return { requested: page.waitForRequest((request) => isDeferred(new URL(request.url()))) };
}
