/** What the visitor has said about telemetry. */
export type TelemetryChoice = 'on' | 'off';

const KEY = 'halden.telemetry';
const listeners = new Set<() => void>();

/**
 * The visitor's own choice or, as long as there is none, what the shop does: it watches, unless the browser asks not to be
 * tracked. It sets no cookie, knows nobody, and everything stays on this machine.
 */
export function telemetryChoice(): TelemetryChoice {
  return (
    storedChoice() ?? ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl ? 'off' : 'on')
  );
}

/** The visitor's own choice, if there is one. */
export function storedChoice(): TelemetryChoice | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'on' || stored === 'off' ? stored : undefined;
  } catch {
    // Storage is blocked: the choice holds as long as the page.
    return undefined;
  }
}

/** Remembers the choice for this visitor's next pages. */
export function storeChoice(choice: TelemetryChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {}
  for (const listener of listeners) listener();
}

/** Calls `listener` when the choice has changed, here or in another tab. */
export function onTelemetryChoice(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
