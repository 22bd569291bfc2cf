import { useMemo } from 'react';
import { formatDuration } from '../model/formatDuration.js';
import { humanName } from '../model/humanName.js';
import type { TraceModel, TraceNode } from '../model/traceTypes.js';
import { worthALook } from '../model/worthALook.js';
import { Icon } from '../ui/Icon.js';
import { ServiceName } from '../ui/ServiceName.js';

/** Below this a reader sees the whole waterfall at once. */
const MIN_SPANS = 100;

/** In a large trace: the way straight to what failed and what was slow. */
export function WorthALook({ model, onSelect }: { model: TraceModel; onSelect: (node: TraceNode) => void }) {
  const highlights = useMemo(() => (model.nodes.length < MIN_SPANS ? [] : worthALook(model)), [model]);
  if (highlights.length === 0) return null;
  return (
    <nav className="worth" aria-label="Failed and slowest spans">
      {highlights.map(({ node, why, selfNs }) => (
        <button type="button" key={node.span.spanId} data-why={why} onClick={() => onSelect(node)}>
          {why === 'failed' ? <Icon name="alert" /> : null}
          <span className="worth-why">{why === 'failed' ? 'Failed' : `${formatDuration(selfNs)} self`}</span>
          <span className="worth-name">{humanName(node.span.name, node.span.attributes)}</span>
          <ServiceName service={node.service} />
        </button>
      ))}
    </nav>
  );
}
