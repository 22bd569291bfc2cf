'use client';

import { useState } from 'react';
import button from '@/components/Button.module.css';

/** Throws out of an event handler, where no error boundary catches it. */
export function UncaughtErrorButton() {
  const [done, setDone] = useState(false);
  return (
    <>
      <button
        type="button"
        className={button.secondary}
        onClick={() => {
          setDone(true);
          throw new RangeError('This button was pressed too hard, on purpose');
        }}
      >
        Throw in a click
      </button>
      <p role="status">{done && 'Thrown. Nothing on the page shows it.'}</p>
    </>
  );
}
