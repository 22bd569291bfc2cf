import type { Exemplar } from '../api/types.js';
import type { TraceModel, TraceNode } from './traceTypes.js';

/** The exemplars that name a span; those that name none, or one that is not here, belong to the root. */
export function exemplarsOf(model: TraceModel, node: TraceNode): Exemplar[] {
  return model.detail.exemplars.filter((exemplar) => {
    const named = exemplar.spanId ? model.byId.get(exemplar.spanId) : undefined;
    return (named ?? model.roots[0]) === node;
  });
}
