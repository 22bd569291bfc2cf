import type { Attribute } from '../api/types.js';
import { CopyButton } from '../ui/CopyButton.js';
import { AttributeValue } from './AttributeValue.js';

function plain(value: Attribute): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Names and values; each value can be copied. */
export function AttributeTable({ entries }: { entries: readonly [string, Attribute][] }) {
  return (
    <dl className="attributes">
      {entries.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>
            <AttributeValue name={key} value={value} />
            <CopyButton text={plain(value)} label={`Copy ${key}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
