import type { Attribute } from '../api/types.js';
import { humanName } from './humanName.js';
import type { TraceModel, TraceNode } from './traceTypes.js';

function contains(value: Attribute, needle: string): boolean {
  if (value === null) return false;
  if (typeof value === 'object') return JSON.stringify(value).toLowerCase().includes(needle);
  return String(value).toLowerCase().includes(needle);
}

/** Spans whose name, service, id, attributes or log lines hold the text, in the order of the tree; null for no text. */
export function matchSpans(model: TraceModel, text: string): ReadonlySet<TraceNode> | null {
  const needle = text.trim().toLowerCase();
  if (!needle) return null;
  const matches = new Set<TraceNode>();
  for (const node of model.nodes) {
    const { span } = node;
    const hit =
      humanName(span.name, span.attributes).toLowerCase().includes(needle) ||
      span.name.toLowerCase().includes(needle) ||
      node.service.name.toLowerCase().includes(needle) ||
      span.spanId === needle ||
      Object.entries(span.attributes).some(
        ([key, value]) => key.includes(needle) || contains(value, needle),
      ) ||
      node.logs.some((log) => log.line.message.toLowerCase().includes(needle));
    if (hit) matches.add(node);
  }
  return matches;
}
