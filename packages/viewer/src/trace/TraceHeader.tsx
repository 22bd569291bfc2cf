import { formatAgo } from '../model/formatAgo.js';
import { formatCount } from '../model/formatCount.js';
import { formatDuration } from '../model/formatDuration.js';
import { formatInstant } from '../model/formatInstant.js';
import type { TraceSentence } from '../model/summarise.js';
import type { TraceModel, TraceNode } from '../model/traceTypes.js';
import { leaveTrace } from '../routing/location.js';
import { CopyButton } from '../ui/CopyButton.js';
import { Icon } from '../ui/Icon.js';
import { useNow } from '../ui/useNow.js';

interface TraceHeaderProps {
  model: TraceModel;
  sentence: TraceSentence;
  arriving: boolean;
  onSelect: (node: TraceNode) => void;
}

/** The trace in a sentence, and its facts in a line. */
export function TraceHeader({ model, sentence, arriving, onSelect }: TraceHeaderProps) {
  const { traceId } = model.detail;
  const { errorAt } = sentence;
  const orphans = model.nodes.filter((node) => node.parentMissing).length;
  return (
    <header className="trace-header">
      <button
        type="button"
        className="back"
        onClick={leaveTrace}
        aria-label="Back to all traces"
        title="Back (Esc)"
      >
        <Icon name="back" />
      </button>
      <div className="trace-heading">
        <h1 className="sentence">
          <strong>{sentence.subject}</strong> took{' '}
          <strong className="sentence-duration">{sentence.duration}</strong>
          {sentence.rootDuration ? (
            <span title="Work that it began went on after it had ended">
              {' '}
              (itself {sentence.rootDuration})
            </span>
          ) : null}
          , {sentence.services},{' '}
          {errorAt ? (
            <button type="button" className="sentence-error" onClick={() => onSelect(errorAt)}>
              {sentence.errors}
            </button>
          ) : (
            sentence.errors
          )}
        </h1>
        <div className="facts">
          <span className="pill" data-tone={errorAt ? 'error' : 'ok'}>
            <Icon name={errorAt ? 'alert' : 'ok'} />
            {errorAt ? 'Failed' : 'OK'}
          </span>
          <Started atMs={model.startUnixMs} />
          <span className="fact">
            {formatCount(model.nodes.length, 'span')}, {formatCount(model.logs.length, 'log line')}
          </span>
          <span className="fact fact-id">
            <code title={traceId}>{traceId}</code>
            <CopyButton text={traceId} label="Copy the trace id" />
          </span>
          <a className="fact" href={`/api/traces/${traceId}`} target="_blank" rel="noreferrer">
            JSON <Icon name="external" />
          </a>
          {arriving ? (
            <span className="fact arriving" role="status">
              <span className="live-dot" aria-hidden="true" />
              Still arriving
            </span>
          ) : null}
        </div>
        {model.shifts.map((shift) => (
          <p className="hint" key={shift.service.name}>
            The clock of <b>{shift.service.name}</b> disagrees with its caller's: its spans are moved by{' '}
            {shift.shiftNs > 0 ? '+' : ''}
            {formatDuration(shift.shiftNs)} to where the call allows.
          </p>
        ))}
        {orphans > 0 ? (
          <p className="hint">
            {formatCount(orphans, 'span names', 'spans name')} a parent that is not here: not arrived yet, or
            not sampled.
          </p>
        ) : null}
      </div>
    </header>
  );
}

function Started({ atMs }: { atMs: number }) {
  const now = useNow(1_000);
  return (
    <time className="fact" dateTime={new Date(atMs).toISOString()}>
      {formatInstant(atMs)} <span className="muted">· {formatAgo(atMs, now)}</span>
    </time>
  );
}
