'use client';

import { withSpan } from '@throughline/client';
import { useState } from 'react';
import button from '@/components/Button.module.css';

/** Calls the handler that throws, and says what came back. */
export function ThrowingHandlerButton() {
  const [said, setSaid] = useState('');
  const call = () =>
    withSpan('Call the handler that throws', { root: true }, async ({ fetch, log }) => {
      const response = await fetch('/api/break/throw');
      await response.text();
      log.warn('the handler did not cope', { status: response.status });
      setSaid(`It answered ${response.status}.`);
    }).catch(() => setSaid('It did not answer.'));
  return (
    <>
      <button type="button" className={button.secondary} onClick={call}>
        Call the handler
      </button>
      <p role="status">{said}</p>
    </>
  );
}
