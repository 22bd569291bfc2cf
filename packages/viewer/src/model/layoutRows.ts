import type { TimedLog, TraceModel, TraceNode } from './traceTypes.js';

/** A row of the waterfall. */
export type WaterfallRow =
  | {
      kind: 'span';
      key: string;
      node: TraceNode;
      /** Null where the span has nothing below it. */
      expanded: boolean | null;
      position: number;
      siblings: number;
    }
  | { kind: 'log'; key: string; log: TimedLog; depth: number };

/** A trace beyond this opens with only the paths to failed and slow spans unfolded. */
export const UNFOLD_ALL_SPANS = 1_000;

/** Spans that a trace shows closed before the reader touches it. */
export function closedByDefault(model: TraceModel): ReadonlySet<string> {
  const closed = new Set<string>();
  if (model.nodes.length <= UNFOLD_ALL_SPANS) return closed;
  for (const node of model.nodes) {
    const slow = model.criticalPath.has(node);
    if (node.children.length > 0 && node.errorsBelow === 0 && !slow) closed.add(node.span.spanId);
  }
  return closed;
}

/**
 * The visible rows, top to bottom. With `logs`, a span's log lines stand between its child spans in order of time.
 *
 * @param closed - ids of spans whose children are hidden
 */
export function layoutRows(
  model: TraceModel,
  options: { closed: ReadonlySet<string>; logs: boolean },
): WaterfallRow[] {
  const rows: WaterfallRow[] = [];
  type Item = { node: TraceNode; position: number; siblings: number } | TimedLog;
  const stack: Item[] = [];
  const push = (items: Item[]) => {
    for (let i = items.length - 1; i >= 0; i -= 1) {
      const item = items[i];
      if (item) stack.push(item);
    }
  };
  const place = (nodes: readonly TraceNode[]) =>
    nodes.map((node, i) => ({ node, position: i + 1, siblings: nodes.length }));

  push(place(model.roots));
  if (model.nodes.length === 0 && options.logs) push(model.logs);
  for (let item = stack.pop(); item; item = stack.pop()) {
    if ('line' in item) {
      rows.push({ kind: 'log', key: `log-${item.index}`, log: item, depth: (item.node?.depth ?? -1) + 1 });
      continue;
    }
    const { node, position, siblings } = item;
    const below = node.children.length > 0 || (options.logs && node.logs.length > 0);
    const open = !options.closed.has(node.span.spanId);
    rows.push({
      kind: 'span',
      key: node.span.spanId,
      node,
      expanded: below ? open : null,
      position,
      siblings,
    });
    if (!below || !open) continue;
    const children = place(node.children);
    push(options.logs && node.logs.length > 0 ? inTime(children, node.logs) : children);
  }
  return rows;
}

function inTime<T extends { node: TraceNode }>(children: T[], logs: TimedLog[]): (T | TimedLog)[] {
  const at = (item: T | TimedLog) => ('line' in item ? item.atNs : item.node.startNs);
  return [...children, ...logs].sort((a, b) => at(a) - at(b));
}
