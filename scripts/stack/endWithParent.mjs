// Preloaded (`node --import`) into what a script or a test starts with a pipe for its stdin: the pipe closes when the
// starter is gone, however it went, and this process ends as at SIGTERM.
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

// A worker thread preloads this too, and has no stdin.
if (isMainThread) {
  process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.on('error', () => {});
  process.stdin.resume();
  // Nobody waits for input: a program that has nothing more to do ends by itself, as without this.
  /** @type {import('node:net').Socket} */ (process.stdin).unref?.();
}
