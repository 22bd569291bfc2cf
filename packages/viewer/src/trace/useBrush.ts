import { type PointerEvent, useRef, useState } from 'react';
import type { Interval } from '../model/Interval.js';

const EDGE_PX = 7;
const CLICK_PX = 4;

type Grip = { kind: 'from' | 'to' | 'pan' | 'new'; startX: number; startNs: number; window: Interval };

/**
 * Zooming by drag: across an empty place takes a new window, an edge moves that edge, the inside of a window pans.
 *
 * @param total - length of the whole, in nanoseconds
 */
export function useBrush(visible: Interval, total: number, onZoom: (window: Interval | null) => void) {
  const [draft, setDraft] = useState<Interval | null>(null);
  const grip = useRef<Grip | null>(null);

  const at = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = box.width > 0 ? (event.clientX - box.left) / box.width : 0;
    return { ns: Math.min(1, Math.max(0, share)) * total, nsPerPx: total / Math.max(1, box.width) };
  };
  const windowFor = (held: Grip, ns: number): Interval => {
    const by = ns - held.startNs;
    const { from, to } = held.window;
    if (held.kind === 'pan') {
      const move = Math.min(total - to, Math.max(-from, by));
      return { from: from + move, to: to + move };
    }
    const [a, b] = held.kind === 'from' ? [ns, to] : held.kind === 'to' ? [from, ns] : [held.startNs, ns];
    return { from: Math.min(a, b), to: Math.max(a, b) };
  };

  return {
    draft,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        const { ns, nsPerPx } = at(event);
        const zoomed = visible.from > 0 || visible.to < total;
        const near = (edge: number) => zoomed && Math.abs(edge - ns) <= EDGE_PX * nsPerPx;
        const inside = zoomed && ns > visible.from && ns < visible.to;
        const kind = near(visible.from) ? 'from' : near(visible.to) ? 'to' : inside ? 'pan' : 'new';
        grip.current = { kind, startX: event.clientX, startNs: ns, window: visible };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const held = grip.current;
        if (!held || Math.abs(event.clientX - held.startX) < CLICK_PX) return;
        setDraft(windowFor(held, at(event).ns));
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const held = grip.current;
        grip.current = null;
        setDraft(null);
        if (held && Math.abs(event.clientX - held.startX) >= CLICK_PX) onZoom(windowFor(held, at(event).ns));
      },
      onPointerCancel: () => {
        grip.current = null;
        setDraft(null);
      },
      onDoubleClick: () => onZoom(null),
    },
  };
}
