import { useEffect, useState } from 'react';
import { summarise } from '../model/summarise.js';
import type { TraceModel, TraceNode } from '../model/traceTypes.js';
import { leaveTrace } from '../routing/location.js';
import { Notice } from '../ui/Notice.js';
import { useHotkeys } from '../ui/useHotkeys.js';
import { DetailPanel } from './DetailPanel.js';
import { Overview } from './Overview.js';
import { TraceHeader } from './TraceHeader.js';
import { TraceToolbar } from './TraceToolbar.js';
import { useTraceState } from './useTraceState.js';
import { Waterfall } from './Waterfall.js';
import { WorthALook } from './WorthALook.js';

interface TraceViewProps {
  model: TraceModel;
  arriving: boolean;
  failure: string | null;
}

/** A trace that is there. */
export function TraceView({ model, arriving, failure }: TraceViewProps) {
  const state = useTraceState(model);
  const { view, window: visible, selected } = state;
  const [hovered, setHovered] = useState<TraceNode | null>(null);
  const sentence = summarise(model);
  useEffect(() => {
    document.title = `${sentence.subject} · ${sentence.duration} · Throughline`;
  }, [sentence.subject, sentence.duration]);

  const scale = (factor: number) => {
    const middle = (visible.from + visible.to) / 2;
    const half = ((visible.to - visible.from) / 2) * factor;
    state.zoom({ from: middle - half, to: middle + half });
  };
  const nextError = () => {
    const failed = model.errorOrigins;
    const at = selected ? failed.indexOf(selected) : -1;
    const next = failed[(at + 1) % failed.length];
    if (next) state.select(next);
  };
  useHotkeys({
    escape: () => (selected ? state.select(null) : leaveTrace()),
    l: () => state.change({ logs: !view.logs }),
    c: () => state.change({ criticalPath: !view.criticalPath }),
    e: nextError,
    '+': () => scale(0.5),
    '=': () => scale(0.5),
    '-': () => scale(2),
    '0': () => state.zoom(null),
  });

  return (
    <div className="trace-page" data-panel={selected !== null}>
      <TraceHeader model={model} sentence={sentence} arriving={arriving} onSelect={state.select} />
      {failure ? (
        <Notice tone="error" title="The backend does not answer">
          {failure} You see what it said last. Trying again by itself.
        </Notice>
      ) : null}
      <Overview model={model} window={visible} hovered={hovered} onZoom={state.zoom} />
      <TraceToolbar model={model} state={state} onNextError={nextError} />
      <WorthALook model={model} onSelect={state.select} />
      <div className="trace-body">
        <Waterfall model={model} state={state} onHover={setHovered} />
        {selected ? (
          <DetailPanel key={selected.span.spanId} model={model} node={selected} state={state} />
        ) : null}
      </div>
    </div>
  );
}
