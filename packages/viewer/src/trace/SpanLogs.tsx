import { useState } from 'react';
import { formatDuration } from '../model/formatDuration.js';
import { formatInstant } from '../model/formatInstant.js';
import { unixNanoToMs } from '../model/parseUnixNano.js';
import type { TimedLog } from '../model/traceTypes.js';
import { CopyButton } from '../ui/CopyButton.js';
import { AttributeTable } from './AttributeTable.js';

const FIRST = 50;

/** The lines that a span wrote, in order of time; each opens to its fields. */
export function SpanLogs({ logs }: { logs: readonly TimedLog[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? logs : logs.slice(0, FIRST);
  return (
    <>
      <ol className="span-logs">
        {shown.map((log) => (
          <li key={log.index}>
            <details>
              <summary>
                <span className="log-at" title={formatInstant(unixNanoToMs(log.line.timeUnixNano))}>
                  {formatDuration(log.atNs)}
                </span>
                <span className="level" data-level={log.line.level}>
                  {log.line.level}
                </span>
                <span className="span-log-message">{log.line.message}</span>
              </summary>
              <AttributeTable entries={Object.entries(log.line.attributes)} />
              <CopyButton text={log.line.line} label="Copy the line as it is stored">
                Copy the line
              </CopyButton>
            </details>
          </li>
        ))}
      </ol>
      {shown.length < logs.length ? (
        <button type="button" className="text-button" onClick={() => setAll(true)}>
          All {logs.length} lines
        </button>
      ) : null}
    </>
  );
}
