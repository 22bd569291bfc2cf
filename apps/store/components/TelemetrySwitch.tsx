'use client';

import { setConsent } from '@throughline/client';
import { useEffect, useSyncExternalStore } from 'react';
import styles from '@/components/TelemetrySwitch.module.css';
import { onTelemetryChoice, storeChoice, telemetryChoice } from '@/telemetry/telemetryChoice';

/** Lets the visitor say whether this shop may watch itself at work in their browser. */
export function TelemetrySwitch() {
  const choice = useSyncExternalStore(onTelemetryChoice, telemetryChoice, () => 'on');
  const on = choice === 'on';
  // Another tab may have said it.
  useEffect(() => onTelemetryChoice(() => setConsent(telemetryChoice() === 'on')), []);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      className={styles.switch}
      onClick={() => {
        setConsent(!on);
        storeChoice(on ? 'off' : 'on');
      }}
    >
      <span className={styles.track} aria-hidden="true" />
      Telemetry
      <span className={styles.state} aria-hidden="true">
        {choice}
      </span>
    </button>
  );
}
