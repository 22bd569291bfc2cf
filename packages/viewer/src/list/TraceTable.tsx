import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { formatNumber } from '../model/formatNumber.js';
import { navigate } from '../routing/location.js';
import { useHotkeys } from '../ui/useHotkeys.js';
import { useNow } from '../ui/useNow.js';
import { TraceRow } from './TraceRow.js';
import type { TraceList } from './useTraceList.js';

const ROW_HEIGHT = 52;

interface TraceTableProps {
  list: TraceList;
  fresh: number;
  onRelease: () => void;
  /** Counts up whenever the list shall show its top. */
  scrollToTop: number;
  onHold: (change: { pointer?: boolean; scrolled?: boolean }) => void;
}

/** The rows, of which only those in view are in the page. */
export function TraceTable({ list, fresh, onRelease, scrollToTop, onHold }: TraceTableProps) {
  const { shown } = list.rows;
  const scroller = useRef<HTMLDivElement>(null);
  const [cursorId, setCursorId] = useState<string | null>(null);
  const now = useNow(1_000);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => shown[index]?.traceId ?? index,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const lastInView = items.at(-1)?.index ?? 0;
  const { loadMore, nextBefore } = list;

  useEffect(() => {
    if (nextBefore && shown.length > 0 && lastInView >= shown.length - 10) loadMore();
  }, [lastInView, shown.length, nextBefore, loadMore]);
  useEffect(() => {
    if (scrollToTop > 0) scroller.current?.scrollTo({ top: 0 });
  }, [scrollToTop]);

  const cursor = shown.findIndex((row) => row.traceId === cursorId);
  const move = (by: number) => {
    const next = Math.min(shown.length - 1, Math.max(0, cursor < 0 ? 0 : cursor + by));
    const row = shown[next];
    if (!row) return;
    setCursorId(row.traceId);
    rows.scrollToIndex(next);
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: () => cursor >= 0 && cursorId && navigate(`/trace/${cursorId}`),
    escape: () => setCursorId(null),
  });

  let longest = 0;
  for (const item of items) longest = Math.max(longest, shown[item.index]?.durationNs ?? 0);
  return (
    <section
      className="table"
      aria-label="Traces"
      onPointerEnter={(event) => onHold({ pointer: event.pointerType === 'mouse' })}
      onPointerLeave={() => onHold({ pointer: false })}
    >
      <div className="table-head trace-row-grid" aria-hidden="true">
        <span />
        <span>Trace</span>
        <span>Services</span>
        <span>Duration</span>
        <span className="number">Spans</span>
        <span className="number">Errors</span>
        <span className="number">Logs</span>
        <span className="number">When</span>
      </div>
      {fresh > 0 ? (
        <button type="button" className="new-rows" onClick={onRelease}>
          {formatNumber(fresh)} new
        </button>
      ) : null}
      <div
        ref={scroller}
        className="table-scroll"
        onScroll={(event) => onHold({ scrolled: event.currentTarget.scrollTop > 4 })}
      >
        {list.phase === 'loading' ? <LoadingRows /> : null}
        <ul className="table-rows" aria-label="Traces, newest first" style={{ height: rows.getTotalSize() }}>
          {items.map((item) => {
            const trace = shown[item.index];
            return trace ? (
              <TraceRow
                key={item.key}
                trace={trace}
                top={item.start}
                longestNs={longest}
                now={now}
                current={trace.traceId === cursorId}
                position={item.index + 1}
                total={shown.length}
              />
            ) : null;
          })}
        </ul>
        {nextBefore ? (
          <button type="button" className="more" onClick={loadMore}>
            Load older traces
          </button>
        ) : list.rows.cut ? (
          <p className="more-note">
            These are the newest {formatNumber(shown.length)}. Filter to find older ones.
          </p>
        ) : null}
      </div>
    </section>
  );
}

function LoadingRows() {
  return (
    <div className="loading-rows" role="status" aria-label="Loading traces">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="loading-row" />
      ))}
    </div>
  );
}
