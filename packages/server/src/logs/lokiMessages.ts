/** What the worker gets to start with. */
export interface LokiWorkerData {
  readonly url: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly serviceName: string;
  readonly environment: string;
  /** One 32-bit cell: set to 1 when the final flush at the process's exit is through. */
  readonly exitFlag: SharedArrayBuffer;
}

export type LineSource = 'server' | 'browser';

/** From the main thread to the worker. */
export type LokiRequest =
  | { kind: 'lines'; source: LineSource; lines: string }
  /** Deliver all that came before, within the time; answered by `flushed`. */
  | { kind: 'flush'; id: number; timeoutMillis: number }
  /** The same for the process's exit, where the main thread waits blocked on the flag. */
  | { kind: 'exit'; timeoutMillis: number };

/** From the worker to the main thread. */
export type LokiReport =
  /** That many characters have left the message queue. */
  | { kind: 'received'; chars: number }
  /** What became of lines since the last report. */
  | { kind: 'settled'; delivered: number; dropped: Record<string, number> }
  | { kind: 'flushed'; id: number };
