import { LEVELS, type Level } from '@throughline/semconv';
import { TokenBucket } from '../rate/TokenBucket.js';
import { detached } from '../runtime/detached.js';

/** Which lines a rule is for, and which of them are kept. */
export interface LogSamplingRule {
  /** Lines of this level. @defaultValue every level below `error` */
  level?: Level;
  /** Lines whose message is this, or starts with it when it ends in `*`: a call site. @defaultValue any */
  message?: string;
  /** Keep one line at most in so many milliseconds. */
  intervalMillis?: number;
  /** Keep this many a second, after a burst of `burst` (default: as many). */
  perSecond?: number;
  burst?: number;
  /** Keep a line by chance, 0 to 1. */
  probability?: number;
}

/** What was left out, by rule. */
export type Suppressed = ReadonlyMap<string, number>;

interface Compiled {
  readonly rule: LogSamplingRule;
  readonly name: string;
  readonly keep: () => boolean;
}

const ERROR_INDEX = LEVELS.indexOf('error');
const PINO_STEP = 10;

/**
 * Keeps some of the lines. The first rule that is for a line decides; without one it is kept, and `error` and above
 * always are.
 */
export class LogSampler {
  #rules: Compiled[] = [];
  readonly #unsaid = new Map<string, number>();
  /** Since the start. */
  readonly suppressed = new Map<string, number>();

  constructor(
    rules: readonly LogSamplingRule[] = [],
    readonly random: () => number = () => detached(Math.random),
    readonly now: () => number = () => performance.now(),
  ) {
    this.change(rules);
  }

  change(rules: readonly LogSamplingRule[]): void {
    this.#rules = rules.map((rule) => ({ rule, name: nameOf(rule), keep: this.#keeper(rule) }));
  }

  get rules(): readonly LogSamplingRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  /**
   * The name of the rule that suppresses a line; `undefined` for a line to keep. The caller counts.
   * @param levelValue pino's number
   */
  suppressedBy(levelValue: number, message: string): string | undefined {
    if (this.#rules.length === 0) return undefined;
    const index = Math.floor(levelValue / PINO_STEP) - 1;
    if (index >= ERROR_INDEX) return undefined;
    const level = LEVELS[Math.max(0, index)];
    const found = this.#rules.find(({ rule }) => isFor(rule, level, message));
    return !found || found.keep() ? undefined : found.name;
  }

  count(rule: string): void {
    this.suppressed.set(rule, (this.suppressed.get(rule) ?? 0) + 1);
    this.#unsaid.set(rule, (this.#unsaid.get(rule) ?? 0) + 1);
  }

  /** What was counted since the last call. */
  takeUnsaid(): Suppressed {
    const taken = new Map(this.#unsaid);
    this.#unsaid.clear();
    return taken;
  }

  #keeper({ intervalMillis, perSecond, burst, probability }: LogSamplingRule): () => boolean {
    if (intervalMillis !== undefined) {
      let nextMillis = Number.NEGATIVE_INFINITY;
      return () => {
        const now = this.now();
        if (now < nextMillis) return false;
        nextMillis = now + intervalMillis;
        return true;
      };
    }
    if (perSecond !== undefined) {
      const most = burst ?? Math.max(1, perSecond);
      const bucket = new TokenBucket(perSecond, most, most, this.now);
      return () => bucket.take();
    }
    return () => this.random() < (probability ?? 1);
  }
}

function isFor({ level, message }: LogSamplingRule, lineLevel: Level | undefined, text: string): boolean {
  if (level !== undefined && level !== lineLevel) return false;
  if (message === undefined) return true;
  return message.endsWith('*') ? text.startsWith(message.slice(0, -1)) : text === message;
}

function nameOf({ level, message }: LogSamplingRule): string {
  return [level, message].filter((part) => part !== undefined).join(' ') || 'all';
}
