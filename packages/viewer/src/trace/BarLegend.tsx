/** What the parts of a bar mean. */
export function BarLegend() {
  return (
    <ul className="bar-legend" aria-label="Parts of a bar">
      <li>
        <i className="bar-own" /> self
      </li>
      <li>
        <i className="bar" /> in children
      </li>
      <li>
        <i className="bar-network" /> network and queue
      </li>
      <li>
        <i className="bar-critical" /> critical path
      </li>
    </ul>
  );
}
