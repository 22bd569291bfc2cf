import type { SpanLink } from '../api/types.js';
import { Link } from '../routing/Link.js';
import { AttributeTable } from './AttributeTable.js';

/** Other traces that a span names. */
export function LinkList({ links }: { links: readonly SpanLink[] }) {
  return (
    <ul className="links">
      {links.map((link) => (
        <li key={`${link.traceId}-${link.spanId}`}>
          {/^[0-9a-f]{32}$/.test(link.traceId) && /^[0-9a-f]{16}$/.test(link.spanId) ? (
            <Link href={`/trace/${link.traceId}?span=${link.spanId}`}>{link.traceId}</Link>
          ) : (
            <span>{link.traceId}</span>
          )}
          <AttributeTable entries={Object.entries(link.attributes)} />
        </li>
      ))}
    </ul>
  );
}
