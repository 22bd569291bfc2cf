import type { Booked } from '../delivery/Ledger.js';
import type { SpoolSettings } from '../delivery/spool/Spool.js';

/** The cell that becomes 1 when the final flush at the process's exit is through. */
export const EXIT_DONE = 0;
/** The cell with the number of lines that were not settled by then. */
export const EXIT_LEFT = 1;

/** What the worker gets to start with. */
export interface LokiWorkerData {
  readonly url: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly serviceName: string;
  readonly environment: string;
  readonly spool: SpoolSettings | undefined;
  /** Names the spool's folder: a worker that is started again finds what the one before it left. */
  readonly spoolId: string;
  /** Two 32-bit cells, at `EXIT_DONE` and `EXIT_LEFT`. */
  readonly exitCells: SharedArrayBuffer;
}

export type LineSource = 'server' | 'browser';

/** From the main thread to the worker. */
export type LokiRequest =
  /** Whole lines as UTF-8, a newline after each. */
  | { kind: 'lines'; source: LineSource; lines: Uint8Array }
  /** Deliver all that came before, within the time; answered by `flushed`. */
  | { kind: 'flush'; id: number; timeoutMillis: number }
  /** The same for the process's exit, where the main thread waits blocked on the flag. */
  | { kind: 'exit'; timeoutMillis: number };

/** From the worker to the main thread. */
export type LokiReport =
  /** What happened since the last report; so many bytes have left the message queue. */
  | { kind: 'booked'; takenBytes: number; queue: Booked; spool: Booked; isFull: boolean }
  | { kind: 'flushed'; id: number };
