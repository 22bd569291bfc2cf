'use client';

import { useState } from 'react';
import button from '@/components/Button.module.css';

/** Rejects a promise that nobody awaits. */
export function RejectionButton() {
  const [done, setDone] = useState(false);
  return (
    <>
      <button
        type="button"
        className={button.secondary}
        onClick={() => {
          setDone(true);
          void Promise.reject(new Error('Nobody awaited this delivery, on purpose'));
        }}
      >
        Reject a promise
      </button>
      <p role="status">{done && 'Rejected. Nothing on the page shows it.'}</p>
    </>
  );
}
