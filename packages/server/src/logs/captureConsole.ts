import { format } from 'node:util';
import type { Logger } from 'pino';

const LEVEL_OF = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;

/**
 * Logs what the app writes with `console`, with the trace's ids, in place of printing it: the logger prints. An error
 * among the arguments is logged as one.
 */
export function captureConsole(logger: Logger): void {
  for (const [method, level] of Object.entries(LEVEL_OF) as [keyof typeof LEVEL_OF, 'info'][]) {
    const original = console[method].bind(console);
    let inside = false;
    console[method] = (...args: unknown[]) => {
      // What the logger itself prints by `console` would come back here.
      if (inside) return original(...args);
      inside = true;
      try {
        const error = args.find((arg) => arg instanceof Error);
        logger[level](error ? { err: error, console: true } : { console: true }, plain(args));
      } catch {
        original(...args);
      } finally {
        inside = false;
      }
    };
  }
}

/** Without colours, which frameworks print for a terminal. */
function plain(args: unknown[]): string {
  const texts = args.map((arg) => (arg instanceof Error ? arg.message : arg));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
  return format(...texts).replace(/\u001b\[[0-9;]*m/g, '');
}
