import { UNMATCHED_ROUTE } from '@throughline/semconv';

const MAX_PATHS = 1_000;

/** Which route a page's path belongs to. */
export interface PageRoutes {
  /** The template, or `unmatched`. */
  match(path: string): string;
}

/**
 * The routes of what this process has served: for development, where Next writes none down. A page that a browser
 * tells of was asked for here a moment ago.
 */
export class ServedRoutes implements PageRoutes {
  readonly #routes = new Map<string, string>();

  learn(path: string, route: string): void {
    // Again to the end: the path that was asked for longest ago is the one to forget.
    this.#routes.delete(path);
    this.#routes.set(path, route);
    if (this.#routes.size <= MAX_PATHS) return;
    for (const oldest of this.#routes.keys()) {
      this.#routes.delete(oldest);
      break;
    }
  }

  match(path: string): string {
    return this.#routes.get(path) ?? UNMATCHED_ROUTE;
  }
}
