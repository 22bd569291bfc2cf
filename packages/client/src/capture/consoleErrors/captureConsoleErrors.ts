import type { Client } from '../../Client.js';
import { quietly } from '../../process/quietly.js';

/**
 * Reports what is written with `console.error`, which goes to the console as before. An error among the arguments is
 * reported as such, and once: one that was thrown as well is not reported again.
 *
 * @returns what puts the console's own function back, unless somebody else has wrapped ours meanwhile
 */
export function captureConsoleErrors(client: Client): () => void {
  const { error } = console;
  let reporting = false;
  const wrapped = (...given: unknown[]) => {
    error.apply(console, given);
    // What reports an error must not report its own.
    if (reporting) return;
    reporting = true;
    quietly(() => {
      const thrown = given.find((value) => value instanceof Error);
      client.reportError(
        thrown ?? { name: 'console.error', message: given.map(text).join(' ') },
        'console',
        {},
      );
    });
    reporting = false;
  };
  console.error = wrapped;
  return () => {
    if (console.error === wrapped) console.error = error;
  };
}

function text(value: unknown): string {
  try {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  } catch {
    return typeof value;
  }
}
