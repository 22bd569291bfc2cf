import { useMemo } from 'react';
import { selfTime } from '../model/childCover.js';
import { exemplarsOf } from '../model/exemplarsOf.js';
import { formatDuration } from '../model/formatDuration.js';
import { groupAttributes } from '../model/groupAttributes.js';
import { humanName } from '../model/humanName.js';
import { serviceHue } from '../model/serviceHue.js';
import type { TraceModel, TraceNode } from '../model/traceTypes.js';
import { CopyButton } from '../ui/CopyButton.js';
import { Icon } from '../ui/Icon.js';
import { ServiceName } from '../ui/ServiceName.js';
import { AttributeTable } from './AttributeTable.js';
import { ErrorSection } from './ErrorSection.js';
import { EventList } from './EventList.js';
import { ExemplarList } from './ExemplarList.js';
import { LinkList } from './LinkList.js';
import { NetworkSection } from './NetworkSection.js';
import { Section } from './Section.js';
import { SpanLogs } from './SpanLogs.js';
import type { TraceState } from './useTraceState.js';

interface DetailPanelProps {
  model: TraceModel;
  node: TraceNode;
  state: TraceState;
}

/** All that is known of the selected span. On a narrow screen it is a sheet over the page. */
export function DetailPanel({ model, node, state }: DetailPanelProps) {
  const { span, service } = node;
  const groups = useMemo(() => groupAttributes(span.attributes, service.resource), [span, service]);
  const exemplars = exemplarsOf(model, node);
  const length = node.endNs - node.startNs;
  const share = model.durationNs > 0 ? (length / model.durationNs) * 100 : 0;
  return (
    <aside className="panel" aria-label="Selected span" data-hue={serviceHue(service)}>
      <header className="panel-head">
        <div className="panel-title">
          <ServiceName service={service} />
          <h2>{humanName(span.name, span.attributes)}</h2>
          <p className="panel-sub">
            <span className="kind">{span.kind}</span>
            {span.status === 'error' ? (
              <span className="pill" data-tone="error">
                <Icon name="alert" />
                Failed
              </span>
            ) : null}
            {span.scope ? <span className="muted">{span.scope}</span> : null}
          </p>
        </div>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the panel"
          title="Close (Esc)"
          onClick={() => state.select(null)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="panel-scroll">
        <dl className="measures">
          <Measure
            name="Duration"
            value={formatDuration(length)}
            note={`${share.toFixed(share < 10 ? 1 : 0)} % of all`}
          />
          <Measure name="Self" value={formatDuration(selfTime(node))} note="without children" />
          <Measure name="Starts at" value={formatDuration(node.startNs)} note="from the start" />
        </dl>
        <div className="panel-actions">
          <button
            type="button"
            className="text-button"
            onClick={() => {
              const margin = Math.max(length * 0.05, 1_000);
              state.zoom({ from: node.startNs - margin, to: node.endNs + margin });
            }}
          >
            Zoom to span
          </button>
          <CopyButton text={span.spanId} label="Copy the span id">
            {span.spanId}
          </CopyButton>
        </div>
        <ErrorSection span={span} logs={node.logs} />
        <NetworkSection node={node} />
        {node.logs.length > 0 ? (
          <Section title="Logs" count={node.logs.length}>
            <SpanLogs logs={node.logs} />
          </Section>
        ) : null}
        {groups.map((group) => (
          <Section key={group.name} title={group.name} folded={group.name === 'Resource'}>
            <AttributeTable entries={group.entries} />
          </Section>
        ))}
        <EventList node={node} />
        {exemplars.length > 0 ? (
          <Section title="Metrics that name this request" count={exemplars.length}>
            <ExemplarList exemplars={exemplars} />
          </Section>
        ) : null}
        {span.links.length > 0 ? (
          <Section title="Links" count={span.links.length}>
            <LinkList links={span.links} />
          </Section>
        ) : null}
      </div>
    </aside>
  );
}

function Measure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value} <small>{note}</small>
      </dd>
    </div>
  );
}
