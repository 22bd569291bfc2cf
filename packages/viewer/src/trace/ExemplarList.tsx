import type { Exemplar } from '../api/types.js';
import { formatDuration } from '../model/formatDuration.js';
import { formatInstant } from '../model/formatInstant.js';

const NS_PER_S = 1e9;

function measured({ metric, value }: Exemplar): string {
  const name = metric.replace(/_(?:bucket|sum|count|total)$/, '');
  return name.endsWith('_seconds') ? formatDuration(value * NS_PER_S) : String(value);
}

/** Observations of metrics that carry this trace's id: which metric, with which labels, and what was observed. */
export function ExemplarList({ exemplars }: { exemplars: readonly Exemplar[] }) {
  return (
    <ul className="exemplars">
      {exemplars.map((exemplar) => (
        <li key={`${exemplar.metric} ${JSON.stringify(exemplar.labels)} ${exemplar.unixMs}`}>
          <div className="exemplar-head">
            <code>{exemplar.metric}</code>
            <b title={formatInstant(exemplar.unixMs)}>{measured(exemplar)}</b>
          </div>
          <div className="exemplar-labels">
            {Object.entries(exemplar.labels).map(([name, value]) => (
              <span key={name}>
                {name}=<b>{value}</b>
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
