#!/usr/bin/env node
import { runCommand } from './runCommand.js';
import { createStyle } from './terminal/createStyle.js';

// Whoever reads our output may stop before we do (`--json | head -1`): no reason to end.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

/** Time for what still runs after the end of the command; then the process ends anyway. */
const LINGER_MILLIS = 2000;

try {
  await runCommand(process.argv.slice(2));
} catch (error) {
  const style = createStyle(process.stderr, process.env);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${style.error('throughline:')} ${message}\n`);
  process.exitCode = 1;
}
setTimeout(() => process.exit(), LINGER_MILLIS).unref();
