import type { ResourceSpans } from '@throughline/otlp';
import type { PayloadFormat } from './PayloadFormat.js';

/** OTLP/JSON: the payload is a list of `ResourceSpans`. */
export const otlpSpanFormat: PayloadFormat = {
  wrap: (payload) => `{"resourceSpans":[${payload}]}`,
  halve(payload) {
    const list = JSON.parse(`[${payload}]`) as ResourceSpans[];
    const total = countSpans(list);
    const middle = Math.ceil(total / 2);
    return [
      { payload: JSON.stringify(slice(list, 0, middle)).slice(1, -1), records: middle },
      { payload: JSON.stringify(slice(list, middle, total)).slice(1, -1), records: total - middle },
    ];
  },
};

function countSpans(list: readonly ResourceSpans[]): number {
  return list.reduce(
    (sum, { scopeSpans = [] }) => scopeSpans.reduce((count, { spans = [] }) => count + spans.length, sum),
    0,
  );
}

/** The spans from the `from`th to before the `to`th, each under its own resource and scope. */
function slice(list: readonly ResourceSpans[], from: number, to: number): ResourceSpans[] {
  let index = 0;
  return list.flatMap((resource) => {
    const scopeSpans = (resource.scopeSpans ?? []).flatMap((scope) => {
      const spans = (scope.spans ?? []).filter(() => {
        index += 1;
        return index > from && index <= to;
      });
      return spans.length > 0 ? [{ ...scope, spans }] : [];
    });
    return scopeSpans.length > 0 ? [{ ...resource, scopeSpans }] : [];
  });
}
