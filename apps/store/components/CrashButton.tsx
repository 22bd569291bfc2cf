'use client';

import { useState } from 'react';
import button from '@/components/Button.module.css';

function BrokenLamp(): never {
  throw new Error('This lamp broke while it was rendered, on purpose');
}

/** Renders a component that throws: the nearest error boundary takes the page. */
export function CrashButton() {
  const [broken, setBroken] = useState(false);
  if (broken) return <BrokenLamp />;
  return (
    <button type="button" className={button.secondary} onClick={() => setBroken(true)}>
      Render a broken component
    </button>
  );
}
