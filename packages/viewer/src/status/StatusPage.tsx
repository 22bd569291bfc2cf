import { useEffect } from 'react';
import type { BackendStatus } from '../api/types.js';
import { formatAgo } from '../model/formatAgo.js';
import { formatBytes } from '../model/formatBytes.js';
import { formatInstant } from '../model/formatInstant.js';
import { formatNumber } from '../model/formatNumber.js';
import { scrapeState } from '../model/scrapeState.js';
import { CopyButton } from '../ui/CopyButton.js';
import { Notice } from '../ui/Notice.js';
import { useNow } from '../ui/useNow.js';
import { useBackendStatus } from './useBackendStatus.js';

/** Is anything being lost? */
export function StatusPage() {
  const { status, failure } = useBackendStatus();
  useEffect(() => {
    document.title = 'Status · Throughline';
  }, []);
  return (
    <div className="status-page">
      <h1>Status</h1>
      {failure ? (
        <Notice tone="error" title="The backend does not answer">
          {failure} {status ? 'You see what it said last. ' : ''}Trying again by itself.
        </Notice>
      ) : null}
      {status ? <Held status={status} /> : null}
    </div>
  );
}

function Held({ status }: { status: BackendStatus }) {
  const rejected = Object.entries(status.rejected).filter(([, count]) => count > 0);
  const storage = status.storage === 'disk' ? formatBytes(status.bytesOnDisk) : 'In memory';
  return (
    <>
      <dl className="figures">
        <Figure name="Spans" value={formatNumber(status.spans)} />
        <Figure name="Log lines" value={formatNumber(status.logLines)} />
        <Figure name="Metric samples" value={formatNumber(status.samples)} />
        <Figure name={status.storage === 'disk' ? 'On disk' : 'Storage'} value={storage} />
      </dl>
      <section className="card">
        <h2>Send to</h2>
        <p className="endpoint">
          <code>{status.endpoint}</code>
          <CopyButton text={status.endpoint} label="Copy the endpoint" />
        </p>
        <p className="muted">
          OTLP over HTTP at <code>/v1/traces</code> and <code>/v1/logs</code>, Loki pushes at{' '}
          <code>/loki/api/v1/push</code>. Version {status.version}.
        </p>
      </section>
      <section className="card">
        <h2>Scrapes</h2>
        {status.scrapes.length > 0 ? (
          <ul className="status-list">
            {status.scrapes.map((scrape) => (
              <Scrape key={scrape.url} scrape={scrape} />
            ))}
          </ul>
        ) : (
          <p className="muted">
            No metrics are scraped. Start the backend with <code>--scrape</code> and the address of your
            metrics.
          </p>
        )}
      </section>
      <section className="card">
        <h2>Rejected</h2>
        {rejected.length > 0 ? (
          <ul className="status-list">
            {rejected.map(([reason, count]) => (
              <li key={reason}>
                <span>{reason}</span>
                <span className="number">{formatNumber(count)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="muted">Nothing was rejected.</p>
        )}
      </section>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Scrape({ scrape }: { scrape: BackendStatus['scrapes'][number] }) {
  const now = useNow(1_000);
  const last = scrape.lastSuccessUnixMs;
  const state = scrapeState(scrape);
  return (
    <li data-failed={state === 'failing'}>
      <code>{scrape.url}</code>
      {last === null ? (
        <span>{state === 'waiting' ? 'waiting for the first answer' : 'no answer yet'}</span>
      ) : (
        <span title={formatInstant(last)}>{formatAgo(last, now)}</span>
      )}
      {state === 'failing' ? <span className="scrape-error">Failing: {scrape.lastError}</span> : null}
    </li>
  );
}
