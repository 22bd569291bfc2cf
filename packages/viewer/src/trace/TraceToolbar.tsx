import { useRef } from 'react';
import { formatCount } from '../model/formatCount.js';
import { formatDuration } from '../model/formatDuration.js';
import type { TraceModel } from '../model/traceTypes.js';
import { Icon } from '../ui/Icon.js';
import { useHotkeys } from '../ui/useHotkeys.js';
import { BarLegend } from './BarLegend.js';
import type { TraceState } from './useTraceState.js';

interface TraceToolbarProps {
  model: TraceModel;
  state: TraceState;
  onNextError: () => void;
}

/** Search, toggles and zoom of the waterfall. */
export function TraceToolbar({ model, state, onNextError }: TraceToolbarProps) {
  const { view, matches, window: visible } = state;
  const box = useRef<HTMLInputElement>(null);
  useHotkeys({ '/': () => box.current?.focus() });
  const nextMatch = () => {
    if (!matches || matches.size === 0) return;
    const list = [...matches];
    const at = state.selected ? list.indexOf(state.selected) : -1;
    const next = list[(at + 1) % list.length];
    if (next) state.select(next);
  };
  return (
    <div className="trace-toolbar" role="toolbar" aria-label="Waterfall">
      <label className="field field-search">
        <span className="visually-hidden">Find in this trace</span>
        <Icon name="search" />
        <input
          ref={box}
          type="search"
          placeholder="Find in this trace"
          value={view.q}
          onChange={(event) => state.change({ q: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') nextMatch();
            if (event.key === 'Escape') box.current?.blur();
          }}
        />
        {matches ? (
          <span className="field-count" role="status">
            {formatCount(matches.size, 'match', 'matches')}
          </span>
        ) : (
          <kbd>/</kbd>
        )}
      </label>
      <button
        type="button"
        className="toggle"
        aria-pressed={view.logs}
        disabled={model.logs.length === 0}
        title="Log lines between the spans (l)"
        onClick={() => state.change({ logs: !view.logs })}
      >
        <Icon name="log" />
        <span className="toggle-label">Logs</span>
        <span className="toggle-count">{model.logs.length}</span>
      </button>
      <button
        type="button"
        className="toggle"
        aria-pressed={view.criticalPath}
        title="What kept the trace from ending sooner (c)"
        onClick={() => state.change({ criticalPath: !view.criticalPath })}
      >
        <Icon name="route" />
        <span className="toggle-label">Critical path</span>
      </button>
      {model.errorOrigins.length > 0 ? (
        <button
          type="button"
          className="toggle"
          data-tone="error"
          title="Next failed span (e)"
          onClick={onNextError}
        >
          <Icon name="alert" />
          <span className="toggle-label">Next error</span>
        </button>
      ) : null}
      <BarLegend />
      {view.zoom ? (
        <button
          type="button"
          className="toggle zoom-reset"
          title="Show all (0)"
          onClick={() => state.zoom(null)}
        >
          <Icon name="fit" />
          {formatDuration(visible.to - visible.from)} of {formatDuration(model.durationNs)} shown
        </button>
      ) : null}
    </div>
  );
}
