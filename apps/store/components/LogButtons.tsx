'use client';

import { log } from '@throughline/client';
import { useState } from 'react';
import button from '@/components/Button.module.css';

/** Writes log lines from the browser. */
export function LogButtons() {
  const [said, setSaid] = useState('');
  return (
    <>
      <button
        type="button"
        className={button.secondary}
        onClick={() => {
          log.info('a visitor says hello', { from: 'break page' });
          log.warn('a visitor is not amused', { from: 'break page', patience: 0 });
          setSaid('Two lines are on their way.');
        }}
      >
        Write two lines
      </button>
      <p role="status">{said}</p>
    </>
  );
}
