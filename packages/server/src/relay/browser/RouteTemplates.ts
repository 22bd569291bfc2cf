import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNMATCHED_ROUTE } from '@throughline/semconv';
import { nextDistDir } from '../../runtime/nextDistDir.js';
import { isObject } from '../cleanValue.js';

const MAX_PATH_LENGTH = 2_048;
/** Pages of Next's own that no address leads to. */
const INTERNAL = /^\/_/;

interface Template {
  readonly page: string;
  readonly pattern: RegExp;
}

/** The app's routes as Next's build wrote them down: a path of a browser becomes one of these, or `unmatched`. */
export class RouteTemplates {
  readonly #exact = new Set<string>();
  readonly #patterns: Template[] = [];
  readonly #basePath: string;
  readonly #locales: ReadonlySet<string>;

  /** @param manifest the text of `routes-manifest.json`, or anything: what cannot be read has no routes */
  constructor(manifest: unknown) {
    const { basePath, i18n, staticRoutes, dynamicRoutes } = isObject(manifest) ? manifest : {};
    this.#basePath = typeof basePath === 'string' ? basePath : '';
    const locales = isObject(i18n) && Array.isArray(i18n.locales) ? i18n.locales : [];
    this.#locales = new Set(locales.map(String));
    for (const { page } of routesIn(staticRoutes)) this.#exact.add(page);
    // In the order in which Next tries them: the most particular first.
    for (const { page, regex } of routesIn(dynamicRoutes)) {
      if (regex !== undefined) this.#patterns.push({ page, pattern: new RegExp(regex) });
    }
  }

  /** The template of a page's path, as the browser's address bar has it; `unmatched` when the app has none. */
  match(path: string): string {
    const route = this.#route(path);
    if (route === undefined) return UNMATCHED_ROUTE;
    if (this.#exact.has(route)) return route;
    return this.#patterns.find(({ pattern }) => pattern.test(route))?.page ?? UNMATCHED_ROUTE;
  }

  /** The path below the base path, without locale and trailing slash. */
  #route(path: string): string | undefined {
    if (path.length > MAX_PATH_LENGTH || !path.startsWith(this.#basePath)) return undefined;
    const own = path.slice(this.#basePath.length);
    if (own !== '' && !own.startsWith('/')) return undefined;
    const [, first = '', ...rest] = own.split('/');
    const plain = this.#locales.has(first) ? `/${rest.join('/')}` : own;
    return plain.replace(/\/$/, '') || '/';
  }
}

/**
 * The routes of the running app. In development there are none: Next writes them down when it builds, and what an
 * earlier build left behind is not what runs.
 */
export function readRouteTemplates(production: boolean): RouteTemplates {
  return new RouteTemplates(production ? readManifest() : undefined);
}

function readManifest(): unknown {
  try {
    return JSON.parse(readFileSync(join(process.cwd(), nextDistDir(), 'routes-manifest.json'), 'utf8'));
  } catch {
    // Not a Next.js app, or one that is started from elsewhere.
    return undefined;
  }
}

function* routesIn(list: unknown): Generator<{ page: string; regex: string | undefined }> {
  for (const route of Array.isArray(list) ? (list as unknown[]) : []) {
    if (!isObject(route) || typeof route.page !== 'string' || INTERNAL.test(route.page)) continue;
    yield { page: route.page, regex: typeof route.regex === 'string' ? route.regex : undefined };
  }
}
