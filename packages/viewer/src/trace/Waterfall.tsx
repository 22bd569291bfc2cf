import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { TraceModel, TraceNode } from '../model/traceTypes.js';
import { useHotkeys } from '../ui/useHotkeys.js';
import { LogRow } from './LogRow.js';
import { SpanRow } from './SpanRow.js';
import { TimeAxis } from './TimeAxis.js';
import type { TraceState } from './useTraceState.js';

const ROW_HEIGHT = 30;

interface WaterfallProps {
  model: TraceModel;
  state: TraceState;
  onHover: (node: TraceNode | null) => void;
}

/** The spans as a tree on a time line; only the rows in view are in the page. */
export function Waterfall({ model, state, onHover }: WaterfallProps) {
  const { rows, window: visible, selected, view, matches } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const [cursorKey, setCursorKey] = useState<string | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
  });

  const key = cursorKey ?? selected?.span.spanId ?? null;
  const cursor = rows.findIndex((row) => row.key === key);
  // A span chosen elsewhere (an error, a link, a match) comes into view. Rows change when the trace grows: then
  // the reader's place is kept.
  const latest = useRef({ rows, virtual });
  useEffect(() => {
    latest.current = { rows, virtual };
  });
  const chosen = view.span;
  useEffect(() => {
    setCursorKey(null);
    // What the page chose by itself stays where it is: a trace opens at its beginning.
    if (!chosen || chosen === 'none') return;
    const { rows: now, virtual: list } = latest.current;
    const index = now.findIndex((row) => row.key === chosen);
    const drawn = list.getVirtualItems();
    const edge = 12;
    const near = index > (drawn[0]?.index ?? 0) + edge && index < (drawn.at(-1)?.index ?? 0) - edge;
    if (index >= 0) list.scrollToIndex(index, { align: near ? 'auto' : 'center' });
  }, [chosen]);

  const move = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, cursor + by));
    const row = rows[next];
    if (!row) return;
    setCursorKey(row.key);
    virtual.scrollToIndex(next);
    // An open panel follows the keyboard; a closed one stays closed until Enter.
    if (selected && row.kind === 'span') state.select(row.node);
  };
  const current = rows[cursor];
  const fold = (open: boolean) => {
    if (current?.kind !== 'span') return;
    const { node, expanded } = current;
    if (expanded === !open) state.toggle(node);
    else if (open && expanded) move(1);
    else if (!open && node.parent) {
      const parent = rows.findIndex((row) => row.key === node.parent?.span.spanId);
      if (parent >= 0) move(parent - cursor);
    }
  };
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    arrowright: () => fold(true),
    arrowleft: () => fold(false),
    home: () => move(-rows.length),
    end: () => move(rows.length),
    enter: () => {
      const node = current?.kind === 'span' ? current.node : current?.log.node;
      if (node) state.select(node);
    },
  });

  return (
    <section className="waterfall" aria-label="Waterfall">
      <TimeAxis window={visible} />
      <div
        ref={scroller}
        className="waterfall-scroll"
        role="tree"
        tabIndex={0}
        aria-label="Spans"
        aria-activedescendant={current ? `row-${current.key}` : undefined}
        onPointerLeave={() => onHover(null)}
      >
        {rows.length === 0 ? <p className="waterfall-empty">No span of this trace has arrived.</p> : null}
        <div className="waterfall-rows" style={{ height: virtual.getTotalSize() }} role="presentation">
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const isCursor = item.index === cursor;
            return row.kind === 'span' ? (
              <SpanRow
                key={item.key}
                row={row}
                top={item.start}
                window={visible}
                isCursor={isCursor}
                isSelected={row.node === selected}
                dimmed={matches !== null && !matches.has(row.node)}
                critical={view.criticalPath ? model.criticalPath.get(row.node) : undefined}
                onSelect={state.select}
                onToggle={state.toggle}
                onHover={onHover}
              />
            ) : (
              <LogRow
                key={item.key}
                row={row}
                top={item.start}
                window={visible}
                isCursor={isCursor}
                onSelect={state.select}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}
