import { startFaultServer } from '../../packages/fault-server/dist/index.js';
import { buildNextApp, serveNextApp } from '../client/nextApp.mjs';

/**
 * What a page of the app notes of itself, at once and where it outlives the page: `localStorage` counts, by visit, each
 * record that the client has taken. It is what has to arrive.
 */
const NOTE = `export const visit = /^\\/visit\\/([a-z]+)$/.exec(location.pathname)?.[1];
export function note(kind) {
  const key = kind + ' ' + visit;
  localStorage.setItem(key, String(Number(localStorage.getItem(key) ?? 0) + 1));
}
export function hasTakenOver() {
  return globalThis['throughline.client']?.().onNavigation !== undefined;
}
`;

const INSTRUMENTATION = `import { init, log } from '@throughline/client';
import { note, visit } from './note.js';
export { onRouterTransitionStart } from '@throughline/client';

init(JSON.parse(localStorage.getItem('init') ?? '{}'));
if (visit) {
  note('load');
  note('page view');
  log.info('hello ' + visit);
  note('line');
  void fetch('/api/echo/' + visit);
  note('request');
  addEventListener('unhandledrejection', ({ reason }) => reason.message.startsWith('failed') && note('error'));
  void Promise.reject(new Error('failed ' + visit));
  addEventListener('load', () => {
    log.warn('loaded ' + visit);
    note('second line');
  });
  addEventListener('pagehide', () => {
    log.info('left ' + visit);
    note('last line');
  });
}
`;

const BUTTON = `'use client';
import { log } from '@throughline/client';
import { hasTakenOver, note } from '../../../note.js';

export function Button({ visit }) {
  const buy = () => {
    log.info('clicked ' + visit);
    note('line of a click');
    void fetch('/api/buy/' + visit);
    note('request of a click');
    if (hasTakenOver()) note('click');
  };
  return <button data-throughline-action={'buy ' + visit} onClick={buy}>Buy</button>;
}
`;

const FILES = {
  'next.config.mjs': `import { withThroughline } from '@throughline/server/next';
export default withThroughline({ typescript: { ignoreBuildErrors: true } });
`,
  'instrumentation.js': "export { register, onRequestError } from '@throughline/server';\n",
  'note.js': NOTE,
  'app/visit/[id]/Button.jsx': BUTTON,
  'app/visit/[id]/page.jsx': `import { Button } from './Button.jsx';
export const dynamic = 'force-dynamic';
export default async function Page({ params }) {
  return <Button visit={(await params).id} />;
}
`,
  'app/api/telemetry/[...path]/route.js': "export { GET, OPTIONS, POST } from '@throughline/server/relay';\n",
  'app/api/echo/[id]/route.js': 'export function GET() {\n  return new Response("ok");\n}\n',
  'app/api/buy/[id]/route.js': 'export function GET() {\n  return new Response("ok");\n}\n',
};

/** A production build with the real relay, and what takes its lines and spans. */
/** @typedef {Awaited<ReturnType<typeof startVisitsApp>>} VisitsApp */

/** Builds and serves the app that is visited. */
export async function startVisitsApp() {
  const folder = await buildNextApp('visits', { instrumentation: INSTRUMENTATION, files: FILES });
  const backend = await startFaultServer();
  const app = await serveNextApp(folder, (origin) => ({
    OTEL_SERVICE_NAME: 'visits',
    OTEL_EXPORTER_OTLP_ENDPOINT: backend.url,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '',
    LOKI_URL: backend.url,
    // All visitors have one address here.
    THROUGHLINE_RELAY_CLIENT_RATE: '100000',
    THROUGHLINE_RELAY_RATE: '100000',
    // The relay is asked by another name of the host too, and so by pages of another origin.
    THROUGHLINE_RELAY_ORIGINS: origin,
  }));
  return {
    origin: app.origin,
    /** The same app on another origin, and another site. */
    otherOrigin: app.origin.replace('127.0.0.1', 'localhost'),
    backend,
    async stop() {
      await app.stop();
      await backend.close();
    },
  };
}
