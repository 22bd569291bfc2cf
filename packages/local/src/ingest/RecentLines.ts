import { createHash } from 'node:crypto';
import type { LogRow } from '../store/rows.js';

/** Lines remembered in each of two generations; about 100 bytes a line. */
const GENERATION = 50_000;

/**
 * Recognises a stored line that is sent again: same stream, time, metadata and text, as for Loki. Bounded: it forgets the oldest
 * generation, and readers drop the repetitions that got past it.
 */
export class RecentLines {
  #current = new Set<string>();
  #previous = new Set<string>();

  /** The lines that are neither stored already nor twice among these, in order. */
  withoutKnown(rows: readonly LogRow[]): LogRow[] {
    const here = new Set<string>();
    return rows.filter((row) => {
      const key = keyOf(row);
      if (here.has(key) || this.#current.has(key) || this.#previous.has(key)) return false;
      here.add(key);
      return true;
    });
  }

  /** To be called after the commit: a line that was not stored may be sent again. */
  stored(rows: readonly LogRow[]): void {
    for (const row of rows) {
      if (this.#current.size >= GENERATION) {
        this.#previous = this.#current;
        this.#current = new Set();
      }
      this.#current.add(keyOf(row));
    }
  }
}

function keyOf({ timeNs, stream, meta, line }: LogRow): string {
  return createHash('sha1').update(`${timeNs}\n${stream.body}\n${meta}\n${line}`).digest('base64');
}
