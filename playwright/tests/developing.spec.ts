import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { developNextApp, type ServedApp } from '../../bench/client/nextApp.mjs';
import { RECEIVING_FILES, takeTelemetry, takeTraceParents } from '../smallApp/receivedTelemetry.js';
import { expect, test } from '../stack/test.js';

const INSTRUMENTATION = `import { init } from '@throughline/client';
init();
export { onRouterTransitionStart } from '@throughline/client';
`;

/** Uses the client while a server renders: in a server component, and in a client component before it hydrates. */
const FILES = {
  ...RECEIVING_FILES,
  'next.config.mjs': 'export default { reactStrictMode: true };\n',
  'app/page.jsx': `import { captureError, log, setConsent, setUser, withSpan } from '@throughline/client';
import { Ask } from './ask';
export const dynamic = 'force-dynamic';
export default async function Page() {
  log.info('from a server component');
  captureError(new Error('from a server component'));
  setUser('7');
  setConsent(false);
  const text = await withSpan('server component', async ({ log }) => {
    log.info('from a span of a server component');
    return 'First text';
  });
  return <main><h1>{text}</h1><Ask /></main>;
}
`,
  'app/ask.jsx': `'use client';
import { log, withSpan } from '@throughline/client';
import { useEffect, useState } from 'react';
export function Ask() {
  const [answer, setAnswer] = useState('');
  if (typeof window === 'undefined') log.info('from a client component on the server');
  useEffect(() => log.info('mounted'), []);
  return (
    <button onClick={() => withSpan('ask', ({ fetch }) => fetch('/api/traced').then((r) => r.text()).then(setAnswer))}>
      Ask {answer}
    </button>
  );
}
`,
};

test('under next dev: no warning in strict mode, nothing sent by a server, and one span a request after edits', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const complaints: string[] = [];
  page.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) complaints.push(line.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const app = await developNextApp('developing', { instrumentation: INSTRUMENTATION, files: FILES });
  try {
    const relayed = page.waitForRequest('**/api/telemetry/v1/traces', { timeout: 90_000 });
    await page.goto(app.origin, { timeout: 90_000 });
    await relayed;
    expect(await spansOfOneClick(page, app)).toEqual({ ask: 1, 'GET /api/traced': 1 });

    edit(app, 'app/page.jsx', 'First text', 'Second text');
    await expect(page.getByRole('heading')).toHaveText('Second text', { timeout: 60_000 });
    expect(await spansOfOneClick(page, app)).toEqual({ ask: 1, 'GET /api/traced': 1 });

    edit(
      app,
      'instrumentation-client.js',
      'init();',
      'init({ maxBatchAgeMillis: 400 }); window.edited = true;',
    );
    await page.waitForFunction(() => 'edited' in window, undefined, { timeout: 60_000 });
    expect(await spansOfOneClick(page, app)).toEqual({ ask: 1, 'GET /api/traced': 1 });

    expect(said).toContain('mounted');
    expect(said.filter((line) => /server/.test(line))).toEqual([]);
    // Next says that it reloads the page for such an edit.
    expect(complaints.filter((line) => !line.startsWith('[Fast Refresh] performing full reload'))).toEqual(
      [],
    );
  } finally {
    await app.stop();
  }
});

/** All that the page has said in lines. */
const said: string[] = [];

function edit({ folder }: ServedApp, path: string, from: string, to: string): void {
  const file = join(folder, path);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}

/** Clicks, and waits for the span of the request. Gives how many spans of each name the click has made. */
async function spansOfOneClick(page: Page, { origin }: ServedApp): Promise<Record<string, number>> {
  const keep = async () => {
    const { spans, logs } = await takeTelemetry(origin);
    said.push(...logs.map(({ body }) => body?.stringValue ?? ''));
    return spans;
  };
  await keep();
  await takeTraceParents(origin);
  const answered = page.waitForResponse('**/api/traced');
  await page.getByRole('button', { name: 'Ask' }).click();
  await answered;
  const [header] = await takeTraceParents(origin);
  const [, traceId, spanId] = header?.split('-') ?? [];
  const spans: { traceId: string; spanId: string; name: string }[] = [];
  await expect(async () => {
    spans.push(...(await keep()));
    expect(spans.map((span) => span.spanId)).toContain(spanId);
    expect(spans.map(({ name }) => name)).toContain('ask');
  }).toPass();
  const counts: Record<string, number> = {};
  for (const { name } of spans.filter((span) => span.traceId === traceId && !span.name.startsWith('click')))
    counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
