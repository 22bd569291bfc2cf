import type { Span } from '../api/types.js';
import {
  type ExceptionView,
  readException,
  readExceptions,
  type StackLine,
} from '../model/readExceptions.js';
import type { TimedLog } from '../model/traceTypes.js';
import { CopyButton } from '../ui/CopyButton.js';
import { Icon } from '../ui/Icon.js';

/** What went wrong in a span: its exceptions with their causes, else its status. Nothing where nothing did. */
export function ErrorSection({ span, logs }: { span: Span; logs: readonly TimedLog[] }) {
  const exceptions = readExceptions(span);
  if (exceptions.length === 0 && span.status === 'error') {
    // Browser errors arrive as log records that carry the exception, beside a span that only says "error".
    for (const log of logs) {
      const exception = readException(log.line.attributes);
      if (exception) exceptions.push(exception);
    }
  }
  if (exceptions.length === 0 && span.status !== 'error') return null;
  const type = span.attributes['error.type'];
  return (
    <section className="error-section" aria-label="Error">
      {exceptions.length === 0 ? (
        <div className="exception">
          <h3>
            <Icon name="alert" />
            {span.statusMessage || (typeof type === 'string' ? `Failed: ${type}` : 'Failed')}
          </h3>
          {span.statusMessage ? null : <p className="muted">The span names no exception and no message.</p>}
        </div>
      ) : null}
      {exceptions.map((exception) => (
        <Exception key={`${exception.type}\n${exception.message}`} exception={exception} />
      ))}
    </section>
  );
}

function Exception({ exception }: { exception: ExceptionView }) {
  const title = `${exception.type}: ${exception.message}`;
  const whole = [
    title,
    ...exception.lines.map((line) => line.text),
    ...exception.causes.flatMap((cause) => [
      `[cause]: ${cause.title}`,
      ...cause.lines.map((line) => line.text),
    ]),
  ].join('\n');
  return (
    <div className="exception">
      <h3>
        <Icon name="alert" />
        <span>
          <b>{exception.type}</b>
          {exception.message ? `: ${exception.message}` : ''}
        </span>
        <CopyButton text={whole} label="Copy the error with its stack" />
      </h3>
      <Stack lines={exception.lines} />
      {exception.causes.map((cause) => (
        <div key={cause.title} className="cause">
          <h4>Caused by {cause.title}</h4>
          <Stack lines={cause.lines} />
        </div>
      ))}
    </div>
  );
}

function Stack({ lines }: { lines: readonly StackLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ol className="stack">
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stack never changes, and a recursion repeats its lines
        <li key={i} data-own={line.own}>
          {line.text.trim()}
        </li>
      ))}
    </ol>
  );
}
