import { useEffect, useState } from 'react';
import { Icon } from './Icon.js';

/** Copies a text; says so for a moment, also to a screen reader. */
export function CopyButton({ text, label, children }: { text: string; label: string; children?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 1_500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // Plain http on another host has no clipboard.
      setState('failed');
    }
  };
  const said = state === 'copied' ? 'Copied' : 'Not allowed here: select and copy';
  return (
    <button type="button" className="copy" data-state={state} aria-label={label} title={label} onClick={copy}>
      <Icon name={state === 'copied' ? 'check' : 'copy'} />
      {children ? <span>{children}</span> : null}
      <span className="copy-said" role="status">
        {state === 'idle' ? '' : said}
      </span>
    </button>
  );
}
