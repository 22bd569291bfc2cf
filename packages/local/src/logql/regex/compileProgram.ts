import type { Anchor, CharacterSet, Pattern } from './Pattern.js';
import { RegexSyntaxError } from './RegexSyntaxError.js';

/** One step of a nondeterministic automaton; `next` and `other` are indices of steps. */
export type Step =
  | { readonly kind: 'set'; readonly has: CharacterSet; readonly next: number }
  | { readonly kind: 'anchor'; readonly anchor: Anchor; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number; other: number }
  | { readonly kind: 'match' };

/** An automaton. Step 0 is the match. */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly hasAnchors: boolean;
}

/** Counts such as `(a{100}){100}` multiply: the bound keeps memory and the cost of a character bounded. */
const MAX_STEPS = 2000;

/**
 * Thompson's construction, from the end to the beginning.
 *
 * @throws RegexSyntaxError when the automaton would be too large.
 */
export function compileProgram(pattern: Pattern): Program {
  const steps: Step[] = [{ kind: 'match' }];

  function add(step: Step): number {
    if (steps.length >= MAX_STEPS) throw new RegexSyntaxError('it is too large: use smaller counts');
    return steps.push(step) - 1;
  }

  function compile(node: Pattern, next: number): number {
    switch (node.kind) {
      case 'set':
        return add({ kind: 'set', has: node.has, next });
      case 'anchor':
        return add({ kind: 'anchor', anchor: node.anchor, next });
      case 'sequence':
        return node.parts.reduceRight((after, part) => compile(part, after), next);
      case 'choice':
        return node.options
          .map((option) => compile(option, next))
          .reduce((first, second) => add({ kind: 'fork', next: first, other: second }));
      case 'repeat':
        return compileRepeat(node, next);
    }
  }

  function compileRepeat({ body, min, max }: Pattern & { kind: 'repeat' }, next: number): number {
    let start = next;
    if (max === Number.POSITIVE_INFINITY) {
      const loop: Step = { kind: 'fork', next, other: next };
      start = add(loop);
      loop.other = compile(body, start);
    } else {
      for (let optional = min; optional < max; optional += 1) {
        start = add({ kind: 'fork', next, other: compile(body, start) });
      }
    }
    for (let required = 0; required < min; required += 1) start = compile(body, start);
    return start;
  }

  const start = compile(pattern, 0);
  return { steps, start, hasAnchors: steps.some((step) => step.kind === 'anchor') };
}
