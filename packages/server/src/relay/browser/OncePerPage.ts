const MAX_KEYS = 20_000;

/** Remembers what was counted of which page, bounded: the oldest is forgotten first. */
export class OncePerPage {
  readonly #seen = new Set<string>();

  /** True the first time that `what` is told of the page. */
  first(pageId: string, what: string): boolean {
    const key = `${pageId}/${what}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    const [oldest] = this.#seen;
    if (this.#seen.size > MAX_KEYS && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }
}
