import { useEffect, useMemo } from 'react';
import { buildModel } from '../model/buildModel.js';
import { leaveTrace } from '../routing/location.js';
import { Notice } from '../ui/Notice.js';
import { useHotkeys } from '../ui/useHotkeys.js';
import { TraceView } from './TraceView.js';
import { useTrace } from './useTrace.js';

/** Where did the time go, and what was said meanwhile? */
export function TracePage({ traceId }: { traceId: string }) {
  const { detail, arriving, failure } = useTrace(traceId);
  const model = useMemo(() => (detail ? buildModel(detail) : null), [detail]);
  useEffect(() => {
    document.title = `Trace ${traceId.slice(0, 8)} · Throughline`;
  }, [traceId]);
  if (model) return <TraceView model={model} arriving={arriving} failure={failure?.message ?? null} />;
  if (failure?.absent) return <AbsentTrace traceId={traceId} />;
  return (
    <div className="trace-page">
      {failure ? (
        <Notice tone="error" title="The backend does not answer">
          {failure.message} Is <code>throughline dev</code> running? Trying again by itself.
        </Notice>
      ) : (
        <div className="trace-loading" role="status" aria-label="Loading the trace">
          <div className="loading-row" />
          <div className="loading-row" />
          <div className="loading-row" />
        </div>
      )}
    </div>
  );
}

function AbsentTrace({ traceId }: { traceId: string }) {
  useHotkeys({ escape: leaveTrace });
  return (
    <div className="centered">
      <h1>Nothing of this trace is here yet</h1>
      <p>
        No span and no log line of <code>{traceId}</code> is stored. It may be on its way (this page looks
        again by itself), not have been sampled, or be older than the backend keeps.
      </p>
      <button type="button" className="button" onClick={leaveTrace}>
        All traces
      </button>
    </div>
  );
}
