import { relative } from 'node:path';
import { fail } from '../bootstrap/progress.mjs';
import { stopRunning } from '../bootstrap/run.mjs';

/**
 * What runs until somebody stops it.
 *
 * @typedef {object} Started
 * @property {import('./service.mjs').Service[]} services When one of them ends, everything does.
 * @property {(hard?: boolean) => Promise<void>} stop
 */

/**
 * @template {Started} Running
 * @typedef {object} Program
 * @property {(signal: AbortSignal) => Promise<Running>} start Stops what it started, and rejects, once aborted.
 * @property {(running: Running, signal: AbortSignal) => void | Promise<void>} announce All is up.
 * @property {string} [stopping] Said to the person who pressed Ctrl-C.
 */

/**
 * Starts a program's services and runs until Ctrl-C, until it is told to end, or until one of the services ends. A
 * second Ctrl-C does not wait for them. Sets the exit code: 1 when something went wrong, 130 when it was stopped before
 * all was up.
 *
 * @template {Started} Running
 * @param {Program<Running>} program
 */
export async function runUntilStopped({ start, announce, stopping }) {
  const abort = new AbortController();
  /** @type {Running | undefined} */
  let running;
  let stops = 0;

  const shutdown = async (/** @type {number} */ code) => {
    stops += 1;
    // Whoever waits for the URLs must not take a start that was broken off for a success.
    process.exitCode = running ? code : 130;
    abort.abort();
    stopRunning();
    // While it comes up the start itself stops what it started, and this process ends by itself after that.
    if (!running) return;
    if (stops === 1 && stopping) process.stderr.write(`\n${stopping} ...\n`);
    await running.stop(stops > 1);
    process.exit(code);
  };

  // A terminal that was closed takes no more output. That must not end us before the services are stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void shutdown(0));

  try {
    const started = await start(abort.signal);
    running = started;
    // Ctrl-C while the last service came up.
    if (abort.signal.aborted) return await started.stop();
    for (const { name, logFile, ended } of started.services) {
      void ended.then((code) => {
        if (abort.signal.aborted) return;
        fail(`${name} ended with exit code ${code}. Its output: ${relative(process.cwd(), logFile)}`);
        void shutdown(1);
      });
    }
    await announce(started, abort.signal);
  } catch (error) {
    if (abort.signal.aborted) return;
    fail(error);
    process.exitCode = 1;
  }
}
