import { formatBytes } from '../model/formatBytes.js';
import { formatCount } from '../model/formatCount.js';
import { scrapeState } from '../model/scrapeState.js';
import { Link } from '../routing/Link.js';
import { useBackendStatus } from './useBackendStatus.js';

/** One line on what the backend holds, and whether it had to refuse anything. */
export function StatusFooter() {
  const { status } = useBackendStatus();
  const rejected = status ? Object.values(status.rejected).reduce((sum, count) => sum + count, 0) : 0;
  const failing = status?.scrapes.filter((scrape) => scrapeState(scrape) === 'failing').length ?? 0;
  return (
    <footer className="footer">
      {status ? (
        <>
          <span>{formatCount(status.spans, 'span')}</span>
          <span>{formatCount(status.logLines, 'log line')}</span>
          <span>{formatCount(status.samples, 'sample')}</span>
          <span>
            {status.storage === 'disk' ? `${formatBytes(status.bytesOnDisk)} on disk` : 'in memory'}
          </span>
          {rejected > 0 ? <span className="warn">{formatCount(rejected, 'record')} rejected</span> : null}
          {failing > 0 ? <span className="warn">{formatCount(failing, 'scrape')} failing</span> : null}
          <span className="footer-end">
            Send to <code>{status.endpoint}</code>
          </span>
        </>
      ) : (
        <span>&nbsp;</span>
      )}
      <Link href="/status">Status</Link>
    </footer>
  );
}
