import { currentRequestScope, type RequestScope } from '../tracing/RequestScope.js';
import { LogSampler, type LogSamplingRule } from './LogSampler.js';

/** Most lines of one request that are held back for the case that it fails. */
const MAX_HELD_LINES = 100;

interface HeldLine {
  readonly line: string;
  readonly level: number;
  readonly rule: string;
}

/**
 * Stands between the logger and its sink: lets lines through, or suppresses them by the rules. A suppressed line of a
 * request waits for its end: when that fails, its lines are written after all.
 */
export class LogGate {
  readonly sampler = new LogSampler();
  readonly #held = new WeakMap<RequestScope, HeldLine[]>();

  constructor(readonly write: (line: string, level: number) => void) {}

  pass(line: string, level: number, message: string): void {
    const rule = this.sampler.suppressedBy(level, message);
    if (rule === undefined) {
      this.write(line, level);
      return;
    }
    const scope = currentRequestScope();
    if (!scope || scope.over || !this.#hold(scope, { line, level, rule })) this.sampler.count(rule);
  }

  change(rules: readonly LogSamplingRule[]): void {
    this.sampler.change(rules);
  }

  /** The request is over: its lines are written when it has failed, else counted. */
  settle(scope: RequestScope, failed: boolean): void {
    const held = this.#held.get(scope);
    if (!held) return;
    for (const { line, level, rule } of held) {
      if (failed) this.write(line, level);
      else this.sampler.count(rule);
    }
    this.#held.delete(scope);
  }

  #hold(scope: RequestScope, held: HeldLine): boolean {
    const lines = this.#held.get(scope) ?? [];
    if (lines.length >= MAX_HELD_LINES) return false;
    if (lines.push(held) === 1) this.#held.set(scope, lines);
    return true;
  }
}
