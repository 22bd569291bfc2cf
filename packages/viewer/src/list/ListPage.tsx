import { useEffect, useRef, useState } from 'react';
import { countNew } from '../model/listRows.js';
import { filterQuery, isFiltered, type ListView, readListView, writeListView } from '../model/listView.js';
import { navigate, useLocation } from '../routing/location.js';
import { StatusFooter } from '../status/StatusFooter.js';
import { Notice } from '../ui/Notice.js';
import { useHotkeys } from '../ui/useHotkeys.js';
import { EmptyList } from './EmptyList.js';
import { FilterBar } from './FilterBar.js';
import { TraceTable } from './TraceTable.js';
import { useTraceList } from './useTraceList.js';

/** What just happened, and is anything wrong? */
export function ListPage() {
  const { search } = useLocation();
  const view = readListView(search);
  const setView = (change: Partial<ListView>) =>
    navigate(`/${writeListView({ ...view, ...change })}`, { replace: true });

  const holding = useRef({ pointer: false, scrolled: false });
  const mode = () => {
    if (view.paused) return 'freeze';
    return holding.current.pointer || holding.current.scrolled ? 'hold' : 'live';
  };
  const list = useTraceList(filterQuery(view), mode);
  const fresh = countNew(list.rows);
  const [scrollToTop, setScrollToTop] = useState(0);
  const release = () => {
    list.release();
    setScrollToTop((count) => count + 1);
  };

  const { release: letIn } = list;
  useEffect(() => {
    if (!view.paused) letIn();
  }, [view.paused, letIn]);
  useEffect(() => {
    document.title = 'Traces · Throughline';
  }, []);
  useHotkeys({
    p: () => setView({ paused: !view.paused }),
    e: () => setView({ errorsOnly: !view.errorsOnly }),
    n: release,
  });

  const cleared = { service: '', q: '', minDurationMs: 0, errorsOnly: false };
  const away = list.failure !== null || list.live === 'retrying';
  return (
    <div className="list-page">
      <h1 className="visually-hidden">Traces</h1>
      <FilterBar view={view} services={list.services} live={list.live} onChange={setView} />
      {list.failure?.refused ? (
        <Notice tone="error" title="The backend refused this filter">
          {list.failure.message}{' '}
          <button type="button" className="text-button" onClick={() => setView(cleared)}>
            Clear the filters
          </button>
        </Notice>
      ) : away ? (
        <Notice tone="error" title="The backend does not answer">
          {list.rows.shown.length > 0 ? 'You see what it said last. ' : ''}
          Is <code>throughline dev</code> running at {window.location.origin}? Trying again by itself.{' '}
          <button type="button" className="text-button" onClick={list.retry}>
            Try now
          </button>
        </Notice>
      ) : null}
      {list.phase === 'ready' && list.rows.shown.length === 0 && fresh === 0 ? (
        <EmptyList filtered={isFiltered(view)} onClear={() => setView(cleared)} />
      ) : (
        <TraceTable
          list={list}
          fresh={fresh}
          onRelease={release}
          scrollToTop={scrollToTop}
          onHold={(change) => Object.assign(holding.current, change)}
        />
      )}
      <StatusFooter />
    </div>
  );
}
