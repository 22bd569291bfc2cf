import { useEffect, useState } from 'react';
import { useBackendStatus } from '../status/useBackendStatus.js';
import { CopyButton } from '../ui/CopyButton.js';

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (b) =>
    b.toString(16).padStart(2, '0'),
  ).join('');
}

/** A command that sends one real span over OTLP/HTTP, whatever is installed. */
function oneSpan(endpoint: string): string {
  const end = BigInt(Date.now()) * 1_000_000n;
  const span = {
    traceId: randomHex(16),
    spanId: randomHex(8),
    name: 'hello, Throughline',
    kind: 1,
    startTimeUnixNano: String(end - 42_000_000n),
    endTimeUnixNano: String(end),
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'hello' } }] };
  const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] });
  return `curl ${endpoint}/v1/traces -H 'content-type: application/json' -d '${body}'`;
}

/** What would be here, and the one command that makes it so. */
export function EmptyList({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { status } = useBackendStatus();
  const endpoint = status?.endpoint ?? window.location.origin;
  const [curl, setCurl] = useState('');
  useEffect(() => setCurl(oneSpan(endpoint)), [endpoint]);
  if (filtered) {
    return (
      <div className="empty">
        <h2>No trace matches these filters</h2>
        <p>New ones that match will appear here by themselves.</p>
        <button type="button" className="button" onClick={onClear}>
          Clear the filters
        </button>
      </div>
    );
  }
  const command = `OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint} LOKI_URL=${endpoint} npm run dev`;
  return (
    <div className="empty">
      <div className="empty-art" aria-hidden="true">
        <span data-hue="browser" />
        <span data-hue="teal" />
        <span data-hue="amber" />
      </div>
      <h2>Waiting for the first trace</h2>
      <p>Each request will be a row here, from the click to the query, as it happens. Start your app with</p>
      <pre className="command">
        <code>{command}</code>
        <CopyButton text={command} label="Copy the command" />
      </pre>
      <details>
        <summary>Or send one span by hand</summary>
        <pre className="command">
          <code>{curl}</code>
          <CopyButton text={curl} label="Copy the curl command" />
        </pre>
      </details>
    </div>
  );
}
