import * as constants from 'next/dist/server/lib/trace/constants.js';
import { expect, it } from 'vitest';
import { KEPT_NEXT_SPANS, NEXT_REQUEST, NEXT_ROUTE } from './nextSpans.js';

// A span that Next has renamed would be shown no more, or cost time again, and nothing else would tell.
it('knows the spans of Next by the names that Next has for them', () => {
  const names = Object.values(constants).flatMap((group): unknown[] => Object.values(group));
  for (const name of [NEXT_REQUEST, NEXT_ROUTE, ...KEPT_NEXT_SPANS.keys()]) expect(names).toContain(name);
});
