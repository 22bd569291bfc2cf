import type { Program } from './compileProgram.js';
import type { Anchor } from './Pattern.js';

/** What came before a place in the text, as far as anchors ask. */
type Before = 'nothing' | 'newline' | 'word' | 'other';

/** A set of steps that the automaton may be in, with the moves that are known so far. */
interface State {
  readonly steps: readonly number[];
  readonly before: Before;
  /** By ASCII character, which is most of every log. */
  readonly ascii: (State | undefined)[];
  readonly others: Map<number, State>;
  accepts: boolean | undefined;
}

const ASCII_LENGTH = 128;
/** States that are kept; beyond that all are forgotten and made anew, as RE2 does. About 2 KB each. */
const MAX_STATES = 500;
/** Moves by characters beyond ASCII that are kept in one state. */
const MAX_OTHERS = 256;

/**
 * Runs a program over texts as a deterministic automaton that is built while it runs: time grows with the length of
 * the text and never with the ways in which a pattern might match it. JavaScript's own engine tries those ways one
 * after the other, which a pattern such as `(a+)+$` makes last for years; and the lines come from browsers.
 */
export function createMatcher(program: Program, extent: 'whole' | 'anywhere'): (text: string) => boolean {
  const { steps, start, hasAnchors } = program;
  const anywhere = extent === 'anywhere';
  const matched: State = newState([], 'other');
  let states = new Map<string, State>();

  function stateOf(indices: ReadonlySet<number>, before: Before): State {
    const sorted = [...indices].sort((a, b) => a - b);
    const kind = hasAnchors ? before : 'other';
    const key = `${kind} ${sorted}`;
    const known = states.get(key);
    if (known !== undefined) return known;
    if (states.size >= MAX_STATES) states = new Map();
    const state = newState(sorted, kind);
    states.set(key, state);
    return state;
  }

  /** Steps that can be reached without a character, when `after` comes next (`undefined`: the end of the text). */
  function closure(state: State, after: number | undefined): Set<number> {
    const reached = new Set<number>();
    const open = [...state.steps];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const step = steps[index];
      if (step === undefined || reached.has(index)) continue;
      reached.add(index);
      if (step.kind === 'fork') open.push(step.next, step.other);
      else if (step.kind === 'anchor' && holds(step.anchor, state.before, after)) open.push(step.next);
    }
    return reached;
  }

  function move(state: State, codePoint: number): State {
    const reached = closure(state, codePoint);
    if (anywhere && reached.has(0)) return matched;
    const next = new Set<number>(anywhere ? [start] : []);
    for (const index of reached) {
      const step = steps[index];
      if (step?.kind === 'set' && step.has(codePoint)) next.add(step.next);
    }
    return stateOf(next, kindOf(codePoint));
  }

  function moved(state: State, codePoint: number): State {
    const known = codePoint < ASCII_LENGTH ? state.ascii[codePoint] : state.others.get(codePoint);
    if (known !== undefined) return known;
    const next = move(state, codePoint);
    if (codePoint < ASCII_LENGTH) state.ascii[codePoint] = next;
    else {
      if (state.others.size >= MAX_OTHERS) state.others.clear();
      state.others.set(codePoint, next);
    }
    return next;
  }

  return (text) => {
    let state = stateOf(new Set([start]), 'nothing');
    for (let at = 0; at < text.length; at += 1) {
      let codePoint = text.charCodeAt(at);
      if (codePoint >= 0xd800 && codePoint < 0xdc00) {
        codePoint = text.codePointAt(at) ?? codePoint;
        if (codePoint > 0xffff) at += 1;
      }
      state = moved(state, codePoint);
      if (state === matched) return true;
      if (!anywhere && state.steps.length === 0) return false;
    }
    state.accepts ??= closure(state, undefined).has(0);
    return state.accepts;
  };
}

function newState(steps: readonly number[], before: Before): State {
  return {
    steps,
    before,
    ascii: new Array<State | undefined>(ASCII_LENGTH),
    others: new Map(),
    accepts: undefined,
  };
}

function kindOf(codePoint: number): Before {
  if (codePoint === 10) return 'newline';
  return isWord(codePoint) ? 'word' : 'other';
}

function isWord(codePoint: number | undefined): boolean {
  return codePoint !== undefined && codePoint < ASCII_LENGTH && /\w/.test(String.fromCharCode(codePoint));
}

function holds(anchor: Anchor, before: Before, after: number | undefined): boolean {
  switch (anchor) {
    case 'textStart':
      return before === 'nothing';
    case 'textEnd':
      return after === undefined;
    case 'lineStart':
      return before === 'nothing' || before === 'newline';
    case 'lineEnd':
      return after === undefined || after === 10;
    case 'wordBoundary':
      return (before === 'word') !== isWord(after);
    case 'noWordBoundary':
      return (before === 'word') === isWord(after);
  }
}
