import { useState } from 'react';
import type { Attribute } from '../api/types.js';
import { safeHref } from '../model/safeHref.js';
import { Icon } from '../ui/Icon.js';

/** A text longer than this opens on demand. */
const LONG = 280;
/** Texts that are read as code. */
const CODE = /^db\.(?:query\.text|statement)$|stacktrace$/;

/** A value as what it is: text, number, truth, nothing, or structure. Text stays text whatever it holds. */
export function AttributeValue({ name, value }: { name: string; value: Attribute }) {
  if (value === null) return <span className="value-null">null</span>;
  if (typeof value === 'number') return <span className="value-number">{String(value)}</span>;
  if (typeof value === 'boolean') return <span className="value-boolean">{String(value)}</span>;
  if (typeof value === 'object') return <LongText text={JSON.stringify(value, null, 2)} code />;
  if (value === '') return <span className="value-null">(empty)</span>;
  const href = safeHref(value);
  if (href) {
    return (
      <a className="value-text" href={href} target="_blank" rel="noreferrer nofollow">
        {value} <Icon name="external" />
      </a>
    );
  }
  return <LongText text={value} code={CODE.test(name)} />;
}

function LongText({ text, code }: { text: string; code: boolean }) {
  const [open, setOpen] = useState(false);
  const long = text.length > LONG;
  const shown = long && !open ? `${text.slice(0, LONG)}…` : text;
  return (
    <>
      {code ? <code className="value-code">{shown}</code> : <span className="value-text">{shown}</span>}
      {long ? (
        <button type="button" className="text-button" onClick={() => setOpen(!open)}>
          {open ? 'Less' : `All ${text.length} characters`}
        </button>
      ) : null}
    </>
  );
}
