import { useMemo } from 'react';
import { formatDuration } from '../model/formatDuration.js';
import type { Interval } from '../model/Interval.js';
import { logTicks } from '../model/logTicks.js';
import { overviewLanes } from '../model/overviewLanes.js';
import { serviceHue } from '../model/serviceHue.js';
import { timeTicks } from '../model/timeTicks.js';
import type { TraceModel, TraceNode } from '../model/traceTypes.js';
import { ServiceName } from '../ui/ServiceName.js';
import { useBrush } from './useBrush.js';

/** Lanes that fit; what runs in further services is in the waterfall. */
const MAX_LANES = 8;
const WIDTH = 1000;
const LANE = 10;

interface OverviewProps {
  model: TraceModel;
  window: Interval;
  hovered: TraceNode | null;
  onZoom: (window: Interval | null) => void;
}

/** The whole trace at a glance, a lane a service; drag to zoom. */
export function Overview({ model, window: visible, hovered, onZoom }: OverviewProps) {
  const lanes = useMemo(() => overviewLanes(model), [model]);
  const total = Math.max(1, model.durationNs);
  const ticks = useMemo(() => logTicks(model.logs, { from: 0, to: total }, 200), [model, total]);
  const brush = useBrush(visible, total, onZoom);
  const shown = brush.draft ?? visible;
  const zoomed = shown.from > 0 || shown.to < total;
  const x = (ns: number) => (ns / total) * WIDTH;
  const percent = (ns: number) => `${(ns / total) * 100}%`;
  const drawn = lanes.slice(0, MAX_LANES);
  const height = Math.max(1, drawn.length) * LANE;

  return (
    <section className="overview" aria-label="Overview">
      <ul className="legend" aria-label="Services">
        {drawn.map((lane) => (
          <li key={lane.service.name}>
            <ServiceName service={lane.service} />
          </li>
        ))}
        {lanes.length > MAX_LANES ? <li className="muted">+{lanes.length - MAX_LANES}</li> : null}
      </ul>
      <div className="overview-plot" {...brush.handlers} data-zoomed={zoomed}>
        <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {drawn.map((lane, row) => (
            <g key={lane.service.name} data-hue={serviceHue(lane.service)}>
              {lane.busy.map((part) => (
                <rect
                  key={part.from}
                  className="lane-busy"
                  x={x(part.from)}
                  y={row * LANE + 2}
                  width={Math.max(1.5, x(part.to - part.from))}
                  height={LANE - 4}
                />
              ))}
              {lane.failed.map((part) => (
                <rect
                  key={part.from}
                  className="lane-failed"
                  x={x(part.from)}
                  y={row * LANE + LANE - 2.6}
                  width={Math.max(3, x(part.to - part.from))}
                  height={1.6}
                />
              ))}
            </g>
          ))}
        </svg>
        <div className="overview-logs" aria-hidden="true">
          {ticks.map((tick) => (
            <i key={tick.first.index} data-level={tick.level} style={{ left: `${tick.at * 100}%` }} />
          ))}
        </div>
        {hovered ? (
          <div
            className="overview-hover"
            style={{ left: percent(hovered.startNs), width: percent(hovered.endNs - hovered.startNs) }}
          />
        ) : null}
        {zoomed ? (
          <>
            <div className="overview-veil" style={{ left: 0, width: percent(shown.from) }} />
            <div className="overview-veil" style={{ left: percent(shown.to), right: 0 }} />
            <div
              className="overview-window"
              style={{ left: percent(shown.from), width: percent(shown.to - shown.from) }}
            />
          </>
        ) : null}
      </div>
      <div className="overview-axis" aria-hidden="true">
        {timeTicks(0, total, 6).map((tick) => (
          <span key={tick} style={{ left: percent(tick) }} data-last={tick > total * 0.94}>
            {formatDuration(tick)}
          </span>
        ))}
      </div>
    </section>
  );
}
