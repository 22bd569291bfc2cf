import type { TraceSummary } from '../api/types.js';
import { formatAgo } from '../model/formatAgo.js';
import { formatCount } from '../model/formatCount.js';
import { formatDuration } from '../model/formatDuration.js';
import { formatInstant } from '../model/formatInstant.js';
import { formatNumber } from '../model/formatNumber.js';
import { listName } from '../model/listName.js';
import { unixNanoToMs } from '../model/parseUnixNano.js';
import { serviceHue } from '../model/serviceHue.js';
import { Link } from '../routing/Link.js';
import { Icon } from '../ui/Icon.js';
import { ServiceName } from '../ui/ServiceName.js';

interface TraceRowProps {
  trace: TraceSummary;
  top: number;
  /** Longest duration in view: the full width of the bar. */
  longestNs: number;
  now: number;
  current: boolean;
  position: number;
  total: number;
}

/** One trace of the list. */
export function TraceRow({ trace, top, longestNs, now, current, position, total }: TraceRowProps) {
  const failed = trace.errorCount > 0;
  const startMs = unixNanoToMs(trace.startUnixNano);
  const share = longestNs > 0 ? trace.durationNs / longestNs : 0;
  const { title, detail } = listName(trace);
  const status = trace.http?.statusCode;
  const root = trace.services.find((service) => service.name === trace.rootService);
  return (
    <li style={{ top }} aria-posinset={position} aria-setsize={total}>
      <Link
        href={`/trace/${trace.traceId}`}
        className="trace-row trace-row-grid"
        data-failed={failed}
        data-current={current}
        ref={(element) => {
          // The keyboard's row takes the focus, so that a screen reader reads it.
          if (current && element && document.activeElement !== element)
            element.focus({ preventScroll: true });
        }}
      >
        <span className="cell-status" data-failed={failed}>
          <Icon name={failed ? 'alert' : 'ok'} />
          <span className="visually-hidden">{failed ? 'Failed' : 'No errors'}</span>
        </span>
        <span className="cell-name">
          <span className="trace-title" title={title}>
            {title}
          </span>
          <span className="trace-sub">
            {detail ? <span className="trace-detail">{detail}</span> : null}
            {typeof status === 'number' ? (
              <span className="status-code" data-class={Math.floor(status / 100)}>
                {status}
              </span>
            ) : null}
            <span className="trace-id">{trace.traceId.slice(0, 8)}</span>
          </span>
        </span>
        <span className="cell-services">
          {trace.services.slice(0, 4).map((service) => (
            <ServiceName key={service.name} service={service} />
          ))}
          {trace.services.length > 4 ? <span className="muted">+{trace.services.length - 4}</span> : null}
        </span>
        <span className="cell-duration">
          <span className="duration-value">{formatDuration(trace.durationNs)}</span>
          <span
            className="duration-track"
            data-hue={serviceHue(root ?? { name: trace.rootService, browser: false })}
          >
            <span className="duration-bar" style={{ width: `${Math.max(1, share * 100)}%` }} />
          </span>
        </span>
        <span className="number cell-spans">
          {formatNumber(trace.spanCount)}
          <span className="cell-unit"> {trace.spanCount === 1 ? 'span' : 'spans'}</span>
        </span>
        <span
          className="number cell-errors"
          data-failed={failed}
          title={formatCount(trace.errorCount, 'error')}
        >
          {failed ? formatNumber(trace.errorCount) : '–'}
          <span className="cell-unit"> {trace.errorCount === 1 ? 'error' : 'errors'}</span>
        </span>
        <span className="number cell-logs">
          {trace.logCount > 0 ? formatNumber(trace.logCount) : '–'}
          <span className="cell-unit"> {trace.logCount === 1 ? 'log' : 'logs'}</span>
        </span>
        <time className="number cell-when" title={formatInstant(startMs)}>
          {formatAgo(startMs, now)}
        </time>
      </Link>
    </li>
  );
}
