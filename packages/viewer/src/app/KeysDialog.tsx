import { useEffect, useRef } from 'react';
import { Icon } from '../ui/Icon.js';

const keys: [string, [string, string][]][] = [
  [
    'Everywhere',
    [
      ['/', 'Search'],
      ['j  k', 'Next, previous row'],
      ['Enter', 'Open the row'],
      ['Esc', 'Close, then back'],
      ['?', 'These keys'],
    ],
  ],
  [
    'List',
    [
      ['p', 'Pause, go on'],
      ['n', 'Show the new rows'],
      ['e', 'Errors only'],
    ],
  ],
  [
    'Trace',
    [
      ['←  →', 'Fold, unfold a span'],
      ['e', 'Next failed span'],
      ['l', 'Log lines between the spans'],
      ['c', 'Critical path'],
      ['+  −  0', 'Zoom in, out, all'],
    ],
  ],
];

/** The list of keys, in a modal dialog. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="keys" aria-label="Keys" onClose={onClose}>
      <header>
        <h2>Keys</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="keys-groups">
        {keys.map(([group, entries]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {entries.map(([combination, what]) => (
                <div key={combination}>
                  <dt>
                    {combination.split('  ').map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
