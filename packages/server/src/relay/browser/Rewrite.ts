/** `:name`, `:name*`, `:name(pattern)` and unnamed `(pattern)`: what of a source has a group of its own in its pattern. */
const SOURCE_PARAMETER = /:(\w+)(?:\([^)]*\))?[*+?]?|\([^)]*\)/g;
const DESTINATION_PARAMETER = /:(\w+)[*+?]?/g;

/** A rewrite of Next's, as the build wrote it down: which path a path is served by. */
export class Rewrite {
  readonly #pattern: RegExp;
  readonly #names: readonly string[];
  readonly #destination: string;

  private constructor(source: string, destination: string, regex: string) {
    this.#pattern = new RegExp(regex);
    // Unnamed groups are called by their place.
    this.#names = [...source.matchAll(SOURCE_PARAMETER)].map(([, name], index) => name ?? String(index));
    this.#destination = destination.replace(/[?#].*$/s, '');
  }

  /** `undefined` for what leads elsewhere, or depends on more than the path. */
  static from(entry: unknown): Rewrite | undefined {
    if (typeof entry !== 'object' || entry === null) return undefined;
    const { source, destination, regex, has, missing } = entry as Record<string, unknown>;
    if (typeof source !== 'string' || typeof destination !== 'string' || typeof regex !== 'string') {
      return undefined;
    }
    if (has !== undefined || missing !== undefined || !destination.startsWith('/')) return undefined;
    return new Rewrite(source, destination, regex);
  }

  /** The path that serves `path`; `undefined` when this rewrite is not for it. */
  apply(path: string): string | undefined {
    const found = this.#pattern.exec(path);
    if (!found) return undefined;
    const values = new Map(this.#names.map((name, index) => [name, found[index + 1] ?? '']));
    return this.#destination.replace(DESTINATION_PARAMETER, (_, name: string) => values.get(name) ?? '');
  }
}
