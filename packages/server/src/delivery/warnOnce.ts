import { print } from './print.js';

const said = new Set<string>();
const MAX_KEYS = 100;

/**
 * Writes one line to stderr the first time `key` comes up in this thread. Telemetry's own trouble goes here and not
 * through the logger, which may be what is in trouble. The message must hold no secret.
 */
export function warnOnce(key: string, message: string): void {
  if (said.has(key) || said.size >= MAX_KEYS) return;
  said.add(key);
  print(process.stderr, `throughline: ${message}\n`);
}
