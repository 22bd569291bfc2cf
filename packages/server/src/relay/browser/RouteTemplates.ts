import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNMATCHED_ROUTE } from '@throughline/semconv';
import { nextDistDir } from '../../runtime/nextSettings.js';
import { isObject } from '../cleanValue.js';
import { Rewrite } from './Rewrite.js';
import type { PageRoutes } from './ServedRoutes.js';

const MAX_PATH_LENGTH = 2_048;
/** Pages of Next's own that no address leads to. */
const INTERNAL = /^\/_/;

interface Template {
  readonly page: string;
  readonly pattern: RegExp;
}

/** The app's routes as Next's build wrote them down: a path of a browser becomes one of these, or `unmatched`. */
export class RouteTemplates implements PageRoutes {
  readonly #exact = new Set<string>();
  readonly #patterns: Template[] = [];
  readonly #basePath: string;
  readonly #locales: ReadonlySet<string>;
  readonly #rewrites: { readonly [When in 'beforeFiles' | 'afterFiles' | 'fallback']: readonly Rewrite[] };

  /** @param manifest the text of `routes-manifest.json`, or anything: what cannot be read has no routes */
  constructor(manifest: unknown) {
    const { basePath, i18n, staticRoutes, dynamicRoutes, rewrites } = isObject(manifest) ? manifest : {};
    this.#basePath = typeof basePath === 'string' ? basePath : '';
    const locales = isObject(i18n) && Array.isArray(i18n.locales) ? i18n.locales : [];
    this.#locales = new Set(locales.map(String));
    const given = isObject(rewrites) ? rewrites : {};
    this.#rewrites = {
      beforeFiles: rewritesIn(given.beforeFiles),
      afterFiles: rewritesIn(given.afterFiles),
      fallback: rewritesIn(given.fallback),
    };
    for (const { page } of routesIn(staticRoutes)) this.#exact.add(page);
    // In the order in which Next tries them: the most particular first.
    for (const { page, regex } of routesIn(dynamicRoutes)) {
      if (regex !== undefined) this.#patterns.push({ page, pattern: new RegExp(regex) });
    }
  }

  /** The template of a page's path, as the browser's address bar has it; `unmatched` when the app has none. */
  match(path: string): string {
    if (path === '' || path.length > MAX_PATH_LENGTH) return UNMATCHED_ROUTE;
    const { beforeFiles, afterFiles, fallback } = this.#rewrites;
    let served = path;
    for (const rewrite of beforeFiles) served = rewrite.apply(served) ?? served;
    // In the order in which Next looks.
    return (
      this.#exactPage(served) ??
      this.#rewritten(afterFiles, served) ??
      this.#dynamicPage(served) ??
      this.#rewritten(fallback, served) ??
      UNMATCHED_ROUTE
    );
  }

  #exactPage(path: string): string | undefined {
    const route = this.#route(path);
    return route !== undefined && this.#exact.has(route) ? route : undefined;
  }

  #dynamicPage(path: string): string | undefined {
    const route = this.#route(path);
    return route === undefined ? undefined : this.#patterns.find(({ pattern }) => pattern.test(route))?.page;
  }

  /** The page that the first of these rewrites leads to. */
  #rewritten(rewrites: readonly Rewrite[], path: string): string | undefined {
    for (const rewrite of rewrites) {
      const target = rewrite.apply(path);
      const page = target && (this.#exactPage(target) ?? this.#dynamicPage(target));
      if (page) return page;
    }
    return undefined;
  }

  /** The path below the base path, without locale and trailing slash. */
  #route(path: string): string | undefined {
    if (!path.startsWith(this.#basePath)) return undefined;
    const own = path.slice(this.#basePath.length);
    if (own !== '' && !own.startsWith('/')) return undefined;
    const [, first = '', ...rest] = own.split('/');
    const plain = this.#locales.has(first) ? `/${rest.join('/')}` : own;
    return plain.replace(/\/$/, '') || '/';
  }
}

/** The routes of the running app, of its build. */
export function readRouteTemplates(): RouteTemplates {
  return new RouteTemplates(readManifest());
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

function rewritesIn(list: unknown): Rewrite[] {
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return entries.flatMap((entry) => Rewrite.from(entry) ?? []);
}
