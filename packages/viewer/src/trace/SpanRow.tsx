import { memo } from 'react';
import { formatCount } from '../model/formatCount.js';
import { formatDuration } from '../model/formatDuration.js';
import { formatNumber } from '../model/formatNumber.js';
import { humanName } from '../model/humanName.js';
import type { Interval } from '../model/Interval.js';
import type { WaterfallRow } from '../model/layoutRows.js';
import { serviceHue } from '../model/serviceHue.js';
import type { TraceNode } from '../model/traceTypes.js';
import { Icon } from '../ui/Icon.js';
import { Indent } from './Indent.js';
import { SpanBar } from './SpanBar.js';

interface SpanRowProps {
  row: Extract<WaterfallRow, { kind: 'span' }>;
  top: number;
  window: Interval;
  isCursor: boolean;
  isSelected: boolean;
  dimmed: boolean;
  critical: Interval[] | undefined;
  onSelect: (node: TraceNode) => void;
  onToggle: (node: TraceNode) => void;
  onHover: (node: TraceNode | null) => void;
}

/** One span of the waterfall. */
export const SpanRow = memo(function SpanRow(props: SpanRowProps) {
  const { node, expanded, position, siblings } = props.row;
  const { span, service } = node;
  const name = humanName(span.name, span.attributes);
  const failed = span.status === 'error';
  const folded = expanded === false;
  const said = [
    `${service.name}: ${name}`,
    formatDuration(node.endNs - node.startNs),
    `starts at ${formatDuration(node.startNs)}`,
    failed ? 'failed' : '',
    folded ? `${formatCount(node.descendantCount, 'span')} folded` : '',
    node.logs.length > 0 ? formatCount(node.logs.length, 'log line') : '',
  ];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled for the tree as a whole
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names this row as its active one
    <div
      id={`row-${props.row.key}`}
      className="span-row waterfall-grid"
      role="treeitem"
      aria-level={node.depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={expanded ?? undefined}
      aria-selected={props.isSelected}
      aria-label={said.filter(Boolean).join(', ')}
      data-hue={serviceHue(service)}
      data-failed={failed}
      data-cursor={props.isCursor}
      data-dimmed={props.dimmed}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => props.onSelect(node)}
      onPointerEnter={() => props.onHover(node)}
    >
      <div className="span-name">
        <Indent depth={node.depth} />
        {expanded === null ? (
          <span className="fold-none" />
        ) : (
          <button
            type="button"
            className="fold"
            tabIndex={-1}
            aria-hidden="true"
            data-open={expanded}
            onClick={(event) => {
              event.stopPropagation();
              props.onToggle(node);
            }}
          >
            <Icon name="chevron" />
          </button>
        )}
        {failed ? (
          <span className="row-error">
            <Icon name="alert" />
          </span>
        ) : null}
        {node.parent?.service !== service ? <span className="row-service">{service.name}</span> : null}
        <span className="row-name" title={`${service.name}: ${span.name}`}>
          {name}
        </span>
        {folded ? (
          <span className="row-folded" data-failed={node.errorsBelow > 0}>
            {node.errorsBelow > 0 ? <Icon name="alert" /> : null}+{formatNumber(node.descendantCount)}
          </span>
        ) : null}
      </div>
      <SpanBar node={node} window={props.window} critical={props.critical} />
    </div>
  );
});
