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
    await running.flush(running.configuration.shutdownTimeoutMillis);
    for (const { stage, signal, queued } of running.ledger.entries()) {
      if (queued > 0) process.stderr.write(`throughline: ${stage} lost ${queued} ${signal}s at exit\n`);
    }
    abandon();
  } catch {
    // Nothing may keep the process from going.
  }
}
