import { memo } from 'react';
import { formatDuration } from '../model/formatDuration.js';
import type { Interval } from '../model/Interval.js';
import type { WaterfallRow } from '../model/layoutRows.js';
import { serviceHue } from '../model/serviceHue.js';
import type { TraceNode } from '../model/traceTypes.js';
import { Indent } from './Indent.js';

interface LogRowProps {
  row: Extract<WaterfallRow, { kind: 'log' }>;
  top: number;
  window: Interval;
  isCursor: boolean;
  onSelect: (node: TraceNode) => void;
}

/** One log line between the spans, at its moment. */
export const LogRow = memo(function LogRow({ row, top, window: visible, isCursor, onSelect }: LogRowProps) {
  const { line, atNs, node } = row.log;
  const share = Math.min(1, Math.max(0, (atNs - visible.from) / (visible.to - visible.from)));
  const inView = atNs >= visible.from && atNs <= visible.to;
  const service =
    node?.service.name === line.service
      ? node.service
      : { name: line.service, browser: line.source === 'browser' };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled for the tree as a whole
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this row as its active one
    <div
      id={`row-${row.key}`}
      className="log-row waterfall-grid"
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={false}
      aria-label={`${line.level} log of ${line.service} at ${formatDuration(atNs)}: ${line.message}`}
      data-hue={serviceHue(service)}
      data-level={line.level}
      data-cursor={isCursor}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => node && onSelect(node)}
    >
      <div className="log-text" title={line.message}>
        <Indent depth={row.depth} />
        <span className="level" data-level={line.level}>
          {line.level}
        </span>
        <span className="log-message">{line.message}</span>
      </div>
      <div className="lane" aria-hidden="true">
        {inView ? (
          <>
            <i className="log-mark" data-level={line.level} style={{ left: `${share * 100}%` }} />
            <span className="bar-duration" style={{ left: `${share * 100}%` }}>
              {formatDuration(atNs)}
            </span>
          </>
        ) : null}
      </div>
    </div>
  );
});
