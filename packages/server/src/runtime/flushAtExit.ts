import { print } from '../delivery/print.js';
import { processState, type Running } from './processState.js';

const SIGNALS = { SIGTERM: 15, SIGINT: 2 } as const;
const SIGNAL_EXIT_BASE = 128;

/**
 * Delivers what is queued before the process ends by SIGTERM, SIGINT or by running out of work. The app's own (and
 * Next's) signal listeners run as ever; the `process.exit` that they end with is held back until the flush is through,
 * so that what they still finish is delivered too. Without such a listener the process exits as the signal would have
 * made it.
 */
export function flushAtExit(running: Running, abandon: () => void): void {
  let leaving: Promise<void> | undefined;
  const leave = () => {
    leaving ??= flush(running, abandon);
    return leaving;
  };
  for (const signal of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
    process.prependListener(signal, () => {
      processState().leaving = true;
      holdExit(leave);
      if (process.listenerCount(signal) === 1) process.exit(SIGNAL_EXIT_BASE + SIGNALS[signal]);
    });
  }
  process.once('beforeExit', () => void leave());
}

let held = false;

function holdExit(leave: () => Promise<void>): void {
  if (held) return;
  held = true;
  const exit = process.exit.bind(process);
  let asked = false;
  const later = (code?: string | number | null) => {
    if (asked) return;
    asked = true;
    void leave().finally(() => exit(code));
  };
  // Typed as never returning; the callers that matter (Next's listener, `server.close` callbacks) do nothing after it.
  process.exit = later as typeof process.exit;
}

async function flush(running: Running, abandon: () => void): Promise<void> {
  try {
    const deadline = Date.now() + running.configuration.shutdownTimeoutMillis;
    // The app goes on while we wait: twice, so that what came meanwhile goes too, and the rest while nothing can come.
    await running.flush(deadline - Date.now());
    await running.flush(Math.max(0, deadline - Date.now()));
    running.flushBlocking(deadline - Date.now());
    abandon();
    for (const { stage, signal, dropped } of running.ledger.entries()) {
      const lost = dropped.get('shutdown') ?? 0;
      const spooled = dropped.get('spooled') ?? 0;
      if (lost > 0) print(process.stderr, `throughline: ${stage} lost ${lost} ${signal}s at exit\n`);
      if (spooled > 0)
        print(process.stderr, `throughline: ${stage} left ${spooled} ${signal}s in the spool\n`);
    }
  } catch {
    // Nothing may keep the process from going.
  }
}
