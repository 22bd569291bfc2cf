import { useMemo } from 'react';
import { barParts } from '../model/barParts.js';
import { formatDuration } from '../model/formatDuration.js';
import type { Interval } from '../model/Interval.js';
import { logTicks } from '../model/logTicks.js';
import type { TraceNode } from '../model/traceTypes.js';

interface SpanBarProps {
  node: TraceNode;
  window: Interval;
  critical: Interval[] | undefined;
}

const GRAIN = 1 / 300;
const TICK_PLACES = 120;

/** A span on the time line: own time, time under children, network, critical path and log ticks. */
export function SpanBar({ node, window: visible, critical }: SpanBarProps) {
  const length = visible.to - visible.from;
  const parts = useMemo(() => barParts(node, length * GRAIN), [node, length]);
  const percent = (ns: number) => Math.min(1, Math.max(0, (ns - visible.from) / length)) * 100;
  const box = (part: Interval) => {
    const left = percent(part.from);
    return { left: `${left}%`, width: `${percent(part.to) - left}%` };
  };
  const inView = (part: Interval) => part.to >= visible.from && part.from <= visible.to;
  const end = percent(node.endNs);
  const outside = !inView({ from: node.startNs, to: node.endNs });
  const ticks = useMemo(() => logTicks(node.logs, visible, TICK_PLACES), [node, visible]);
  return (
    <div className="lane" aria-hidden="true">
      {outside ? (
        <span className="lane-outside" data-side={node.endNs < visible.from ? 'left' : 'right'} />
      ) : (
        <>
          <span className="bar" style={box({ from: node.startNs, to: node.endNs })} />
          {parts.own.filter(inView).map((part) => (
            <span key={part.from} className="bar-own" style={box(part)} />
          ))}
          {parts.network.filter(inView).map((part) => (
            <span
              key={part.from}
              className="bar-network"
              style={box(part)}
              title={`Network and queue: ${formatDuration(part.to - part.from)}`}
            />
          ))}
          {critical?.filter(inView).map((part) => (
            <span key={part.from} className="bar-critical" style={box(part)} />
          ))}
          <span className="bar-duration" style={{ left: `${end}%` }}>
            {formatDuration(node.endNs - node.startNs)}
          </span>
        </>
      )}
      {ticks.map((tick) => (
        <i
          key={tick.first.index}
          className="log-tick"
          data-level={tick.level}
          style={{ left: `${tick.at * 100}%` }}
          title={tick.first.line.message + (tick.count > 1 ? ` (+${tick.count - 1})` : '')}
        />
      ))}
    </div>
  );
}
