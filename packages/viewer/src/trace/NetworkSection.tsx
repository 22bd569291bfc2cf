import { formatDuration } from '../model/formatDuration.js';
import { networkGaps } from '../model/networkGaps.js';
import type { TraceNode } from '../model/traceTypes.js';
import { Icon } from '../ui/Icon.js';

/** For a call to another service: how long it was on the way, as apart from being worked on. */
export function NetworkSection({ node }: { node: TraceNode }) {
  const gaps = networkGaps(node);
  if (!gaps || (!gaps.there && !gaps.back)) return null;
  const { server, there, back } = gaps;
  return (
    <section className="network" aria-label="Network and queue">
      <Icon name="network" />
      <p>
        <b>Network and queue.</b>{' '}
        {there ? `${formatDuration(there.to - there.from)} until ${server.service.name} began` : ''}
        {there && back ? ', ' : ''}
        {back ? `${formatDuration(back.to - back.from)} after it ended` : ''}.
        {server.shiftNs !== node.shiftNs
          ? ' The clocks disagree, so the split between there and back is a guess: half each.'
          : ''}
      </p>
    </section>
  );
}
