import { formatDuration } from '../model/formatDuration.js';
import type { Interval } from '../model/Interval.js';
import { timeTicks } from '../model/timeTicks.js';

/** The head of the waterfall: round moments of the visible window. */
export function TimeAxis({ window: visible }: { window: Interval }) {
  const length = visible.to - visible.from;
  return (
    <div className="waterfall-head" aria-hidden="true">
      <span>Span</span>
      <div className="axis">
        {timeTicks(visible.from, visible.to, 5).map((tick) => {
          const share = (tick - visible.from) / length;
          return (
            <span key={tick} style={{ left: `${share * 100}%` }}>
              {formatDuration(tick)}
            </span>
          );
        })}
      </div>
    </div>
  );
}
