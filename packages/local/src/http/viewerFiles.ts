import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { HttpError } from './HttpError.js';
import { type ErrorForm, type Exchange, json, type Reply, type Route } from './Route.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** What span names and log lines say must never run: the page takes scripts and styles from here and nowhere else. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "font-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
} as const;

/** The viewer's built files: `/`, `/trace/*` and `/status` are its one page. */
export function viewerFiles(viewerDir = builtViewer()): Route[] {
  const error: ErrorForm = (status, message) => json(status, { error: { message } });
  const page = () => file(viewerDir, 'index.html');
  return [
    { pattern: '/', error, methods: { GET: page } },
    { pattern: '/trace/*', error, methods: { GET: page } },
    { pattern: '/status', error, methods: { GET: page } },
    {
      pattern: '/*',
      error,
      methods: {
        GET: ({ url }: Exchange) => file(viewerDir, url.pathname),
        // Not a 405: nothing is there for any method.
        POST: ({ url }: Exchange) => {
          throw notFound(url.pathname);
        },
      },
    },
  ];
}

function builtViewer(): string {
  const manifest = createRequire(import.meta.url).resolve('@throughline/viewer/package.json');
  return join(dirname(manifest), 'dist');
}

async function file(root: string, path: string): Promise<Reply> {
  const type = TYPES[extname(path)];
  const target = normalize(join(root, decode(path)));
  // `..` in any spelling ends outside of the folder; a name of no known type is no file of the viewer's.
  if (type === undefined || !target.startsWith(root + sep)) throw notFound(path);
  const body = await readFile(target).catch(() => undefined);
  if (body === undefined) {
    if (path === 'index.html') return notBuilt();
    throw notFound(path);
  }
  // Vite writes a hash of the content into the names below assets/.
  const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  return {
    status: 200,
    headers: { ...SECURITY_HEADERS, 'content-type': type, 'cache-control': cache },
    body,
  };
}

function decode(path: string): string {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? '' : decoded;
  } catch {
    return '';
  }
}

function notFound(path: string): HttpError {
  return new HttpError(404, `nothing is served at ${path.slice(0, 200)}`);
}

function notBuilt(): Reply {
  return {
    status: 503,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/html; charset=utf-8' },
    body:
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>Throughline</title>' +
      '<h1>The viewer is not built</h1><p>Run <code>npx turbo run build --filter=@throughline/viewer</code> ' +
      'and load this page again. The APIs of the backend work without it.</p></html>',
  };
}
