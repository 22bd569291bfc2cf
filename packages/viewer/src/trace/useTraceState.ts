import { useCallback, useMemo } from 'react';
import type { Interval } from '../model/Interval.js';
import { closedByDefault, layoutRows, type WaterfallRow } from '../model/layoutRows.js';
import { matchSpans } from '../model/matchSpans.js';
import type { TraceModel, TraceNode } from '../model/traceTypes.js';
import { readTraceView, type TraceView, writeTraceView } from '../model/traceView.js';
import { navigate, useLocation } from '../routing/location.js';
import { useWide } from '../ui/useWide.js';

/** What the trace page shows and how to change it; all of it lives in the address. */
export interface TraceState {
  view: TraceView;
  /** The visible part of the trace. */
  window: Interval;
  selected: TraceNode | null;
  rows: WaterfallRow[];
  matches: ReadonlySet<TraceNode> | null;
  change: (change: Partial<TraceView>) => void;
  select: (node: TraceNode | null) => void;
  toggle: (node: TraceNode) => void;
  zoom: (window: Interval | null) => void;
}

/** Windows narrower than this show nothing that a clock can tell apart. */
const MIN_WINDOW_NS = 1_000;

/** The trace page's state, read from and written to the address. */
export function useTraceState(model: TraceModel): TraceState {
  const { path, search } = useLocation();
  const wide = useWide();
  const view = useMemo(() => readTraceView(search), [search]);
  const defaults = useMemo(() => closedByDefault(model), [model]);
  const closed = useMemo(() => symmetricDifference(defaults, view.toggled), [defaults, view.toggled]);
  const rows = useMemo(() => layoutRows(model, { closed, logs: view.logs }), [model, closed, view.logs]);
  const matches = useMemo(() => matchSpans(model, view.q), [model, view.q]);

  // Beside the waterfall there is room to answer before a question is asked: what failed, else the root.
  const preferred = wide ? (model.errorOrigins[0] ?? model.roots[0] ?? null) : null;
  const selected = view.span === null ? preferred : (model.byId.get(view.span) ?? null);

  const change = useCallback(
    (part: Partial<TraceView>) => {
      const current = readTraceView(window.location.search);
      navigate(path + writeTraceView({ ...current, ...part }), { replace: true });
    },
    [path],
  );
  const select = useCallback(
    (node: TraceNode | null) => {
      if (!node) return change({ span: 'none' });
      const toggled = new Set(readTraceView(window.location.search).toggled);
      for (let above = node.parent; above; above = above.parent) {
        const id = above.span.spanId;
        if (defaults.has(id) !== toggled.has(id)) flip(toggled, id);
      }
      change({ span: node.span.spanId, toggled });
    },
    [change, defaults],
  );
  const toggle = useCallback(
    (node: TraceNode) => {
      const toggled = new Set(readTraceView(window.location.search).toggled);
      flip(toggled, node.span.spanId);
      change({ toggled });
    },
    [change],
  );
  const zoom = useCallback(
    (wanted: Interval | null) => {
      if (!wanted) return change({ zoom: null });
      const from = Math.max(0, Math.min(wanted.from, model.durationNs - MIN_WINDOW_NS));
      const to = Math.min(model.durationNs, Math.max(wanted.to, from + MIN_WINDOW_NS));
      const whole = to - from >= model.durationNs * 0.999;
      change({ zoom: whole || to <= from ? null : { from, to } });
    },
    [change, model.durationNs],
  );

  return {
    view,
    window: visibleWindow(view.zoom, model.durationNs),
    selected,
    rows,
    matches,
    change,
    select,
    toggle,
    zoom,
  };
}

function visibleWindow(zoom: Interval | null, durationNs: number): Interval {
  const whole = { from: 0, to: Math.max(1, durationNs) };
  // A link may carry a zoom of a trace that turned out shorter.
  if (!zoom || zoom.from >= whole.to) return whole;
  return { from: zoom.from, to: Math.min(zoom.to, whole.to) };
}

function flip(set: Set<string>, id: string): void {
  if (!set.delete(id)) set.add(id);
}

function symmetricDifference(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  if (b.size === 0) return a;
  const result = new Set(a);
  for (const id of b) flip(result, id);
  return result;
}
