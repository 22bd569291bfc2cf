import { useEffect, useRef, useState } from 'react';
import type { LiveState } from '../api/openLive.js';
import type { TraceListResponse } from '../api/types.js';
import type { ListView } from '../model/listView.js';
import { Icon } from '../ui/Icon.js';
import { useHotkeys } from '../ui/useHotkeys.js';

const TYPING_PAUSE_MS = 200;

/** A text that reaches the address when typing pauses, and follows the address when that changes. */
function useTypedText(value: string, onSettled: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const settled = useRef(onSettled);
  useEffect(() => {
    settled.current = onSettled;
  });
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => settled.current(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return [text, setText];
}

interface FilterBarProps {
  view: ListView;
  services: TraceListResponse['services'];
  live: LiveState;
  onChange: (change: Partial<ListView>) => void;
}

/** Filters of the list, and whether it is live. */
export function FilterBar({ view, services, live, onChange }: FilterBarProps) {
  const searchBox = useRef<HTMLInputElement>(null);
  const [text, setText] = useTypedText(view.q, (q) => onChange({ q: q.trim() }));
  const [min, setMin] = useTypedText(view.minDurationMs ? String(view.minDurationMs) : '', (typed) =>
    onChange({ minDurationMs: Math.max(0, Number(typed) || 0) }),
  );
  useHotkeys({ '/': () => searchBox.current?.focus() });
  const names = services.map((service) => service.name);
  // A service from a link may have no trace now: the filter must still show it.
  if (view.service && !names.includes(view.service)) names.push(view.service);

  return (
    <search className="filters">
      <label className="field field-search">
        <span className="visually-hidden">Search</span>
        <Icon name="search" />
        <input
          ref={searchBox}
          type="search"
          placeholder="Search names, attributes, trace id"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && searchBox.current?.blur()}
        />
        <kbd>/</kbd>
      </label>
      <label className="field">
        <span className="visually-hidden">Service</span>
        <select value={view.service} onChange={(event) => onChange({ service: event.target.value })}>
          <option value="">All services</option>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className="field field-min">
        <span aria-hidden="true">≥</span>
        <span className="visually-hidden">Minimum duration in milliseconds</span>
        <input
          type="number"
          min="0"
          step="any"
          inputMode="decimal"
          placeholder="0"
          value={min}
          onChange={(event) => setMin(event.target.value)}
        />
        <span aria-hidden="true">ms</span>
      </label>
      <button
        type="button"
        className="toggle"
        data-tone="error"
        aria-pressed={view.errorsOnly}
        onClick={() => onChange({ errorsOnly: !view.errorsOnly })}
      >
        <Icon name="alert" />
        <span className="toggle-label">Errors only</span>
      </button>
      <button
        type="button"
        className="toggle live-toggle"
        aria-pressed={view.paused}
        data-live={view.paused ? 'paused' : live}
        title={view.paused ? 'Go on (p)' : 'Pause (p)'}
        onClick={() => onChange({ paused: !view.paused })}
      >
        <span className="live-dot" aria-hidden="true" />
        {view.paused
          ? 'Paused'
          : live === 'open'
            ? 'Live'
            : live === 'retrying'
              ? 'Reconnecting'
              : 'Connecting'}
        <Icon name={view.paused ? 'play' : 'pause'} />
      </button>
    </search>
  );
}
