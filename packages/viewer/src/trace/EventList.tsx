import { formatDuration } from '../model/formatDuration.js';
import { parseUnixNano } from '../model/parseUnixNano.js';
import type { TraceNode } from '../model/traceTypes.js';
import { AttributeTable } from './AttributeTable.js';
import { Section } from './Section.js';

/** Events of a span but its exceptions, with the time since the span's start. */
export function EventList({ node }: { node: TraceNode }) {
  const events = node.span.events.filter((event) => event.name !== 'exception');
  if (events.length === 0) return null;
  const start = parseUnixNano(node.span.startUnixNano);
  return (
    <Section title="Events" count={events.length} folded={events.length > 8}>
      <ol className="events">
        {events.map((event, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no id and may repeat
          <li key={i}>
            <span className="log-at">
              +{formatDuration(Number(parseUnixNano(event.timeUnixNano) - start))}
            </span>
            <span>{event.name}</span>
            <AttributeTable entries={Object.entries(event.attributes)} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
