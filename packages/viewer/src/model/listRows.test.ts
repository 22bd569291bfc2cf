import { describe, expect, test } from 'vitest';
import type { TraceSummary } from '../api/types.js';
import {
  addRows,
  countNew,
  type ListRows,
  MAX_LIST_ROWS,
  MAX_PENDING_ROWS,
  receiveRows,
  releaseRows,
} from './listRows.js';

describe('the rows of the list', () => {
  const none: ListRows = { shown: [], pending: [], cut: false };
  const row = (n: number, spanCount = 1): TraceSummary => ({
    traceId: String(n).padStart(32, '0'),
    rootService: 's',
    rootName: `r${n}`,
    http: null,
    startUnixNano: String(1_800_000_000_000_000_000n + BigInt(n)),
    durationNs: 1,
    spanCount,
    errorCount: 0,
    logCount: 0,
    services: [],
  });
  const names = (rows: readonly TraceSummary[]) => rows.map(({ rootName }) => rootName);

  test('are newest first, each trace once', () => {
    const rows = addRows(addRows(none, [row(1), row(3)]), [row(2), row(3, 9)]);
    expect(names(rows.shown)).toEqual(['r3', 'r2', 'r1']);
    expect(rows.shown[0]?.spanCount).toBe(9);
  });
  test('wait while the reader looks, but those on the page grow where they are', () => {
    const held = receiveRows(addRows(none, [row(1)]), [row(2), row(1, 5)], 'hold');
    expect(names(held.shown)).toEqual(['r1']);
    expect(held.shown[0]?.spanCount).toBe(5);
    expect(countNew(held)).toBe(1);
    const released = releaseRows(held);
    expect(names(released.shown)).toEqual(['r2', 'r1']);
    expect(countNew(released)).toBe(0);
  });
  test('do not change at all while paused', () => {
    const paused = receiveRows(addRows(none, [row(1)]), [row(1, 5), row(2)], 'freeze');
    expect(paused.shown[0]?.spanCount).toBe(1);
    expect(countNew(paused)).toBe(1);
    expect(releaseRows(paused).shown.map(({ spanCount }) => spanCount)).toEqual([1, 5]);
  });
  test('are bounded, shown and waiting', () => {
    const many = Array.from({ length: MAX_LIST_ROWS + 10 }, (_, i) => row(i));
    const full = addRows(none, many);
    expect([full.shown.length, full.cut, full.shown[0]?.rootName]).toEqual([
      MAX_LIST_ROWS,
      true,
      `r${MAX_LIST_ROWS + 9}`,
    ]);
    expect(receiveRows(none, many, 'hold').pending).toHaveLength(MAX_PENDING_ROWS);
  });
});
