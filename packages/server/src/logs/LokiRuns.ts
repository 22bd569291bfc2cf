import { Utf8Buffer } from '../delivery/Utf8Buffer.js';
import type { LokiValue } from './lokiValue.js';

/** Lines of one stream, in order, as JSON with commas between. */
export interface LokiRun {
  readonly values: Utf8Buffer;
  lines: number;
}

/** A batch of Loki's is kept or given up as a whole: not more than this in one. */
const MAX_BYTES = 256 * 1024;

/** Lines that wait for pino-loki: those of one level go together. */
export class LokiRuns {
  readonly #runs = new Map<string, LokiRun>();
  /** The run of a level that still takes lines. */
  readonly #open = new Map<number, string>();
  #lastId = 0;

  /** Adds a line. Returns the id of its run when that is new, and is to be said to pino-loki. */
  add({ level, json }: LokiValue): string | undefined {
    const open = this.#open.get(level);
    const run = open === undefined ? undefined : this.#runs.get(open);
    if (run && run.values.length + json.length < MAX_BYTES) {
      run.values.appendLatin1(`,${json}`);
      run.lines += 1;
      return undefined;
    }
    this.#lastId += 1;
    const id = String(this.#lastId);
    const values = new Utf8Buffer();
    values.appendLatin1(json);
    this.#runs.set(id, { values, lines: 1 });
    this.#open.set(level, id);
    return id;
  }

  /** Takes a run out. */
  take(id: string): LokiRun | undefined {
    const run = this.#runs.get(id);
    this.#runs.delete(id);
    return run;
  }
}
