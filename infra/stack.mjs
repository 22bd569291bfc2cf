#!/usr/bin/env node
// `npm run stack`: the real servers, with Docker or without.
import { relative } from 'node:path';
import { requireNodeVersion } from '../scripts/bootstrap/nodeVersion.mjs';
import { fail } from '../scripts/bootstrap/progress.mjs';
import { stopRunning } from '../scripts/bootstrap/run.mjs';
import { goVersion } from './native/buildBinary.mjs';
import { describeStack } from './stack/announce.mjs';
import { dockerProblem } from './stack/dockerProblem.mjs';
import { HELP, readOptions } from './stack/readOptions.mjs';
import { startDocker } from './stack/startDocker.mjs';
import { startNative } from './stack/startNative.mjs';

requireNodeVersion();
const options = parse();
const abort = new AbortController();
/** @type {import('./stack/StackOptions.js').RunningStack | undefined} */
let stack;
let stopping = 0;

// A terminal that was closed takes no more output. That must not end us before the servers are stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => void shutdown(0));

try {
  const start = chooseStart();
  const started = await start(options.stack, abort.signal);
  stack = started;
  // Ctrl-C while the last server came up.
  if (stopping) await stack.stop();
  else announce(started);
} catch (error) {
  if (!stopping) {
    fail(error);
    process.exitCode = 1;
  }
}

/** @throws {Error} With what to install, when neither way works here. */
function chooseStart() {
  const { mode } = options;
  if (mode === 'native') {
    if (goVersion()) return startNative;
    throw new Error(
      '--native needs Go (1.26 or newer) on the PATH to build the servers once: install it, or use Docker.',
    );
  }
  const problem = dockerProblem();
  if (!problem) return startDocker;
  if (mode === 'docker') throw new Error(`--docker does not work here: ${problem}`);
  if (goVersion()) return startNative;
  throw new Error(
    `The real stack needs Docker or Go, and neither works here.\n` +
      `  Docker: ${problem}\n` +
      `  Go:     no "go" on the PATH. With Go 1.26 or newer the servers are built once, in some minutes.\n` +
      'Install the one or the other and run this again. "npm start" needs neither: it brings a backend of its own.',
  );
}

/** @param {import('./stack/StackOptions.js').RunningStack} running */
function announce(running) {
  // Containers are no children of this process: nothing else keeps it here until Ctrl-C.
  setInterval(() => {}, 2 ** 30);
  for (const service of running.services) {
    void service.ended.then((code) => {
      if (stopping) return;
      fail(
        `${service.name} ended with exit code ${code}. Its output: ${relative(process.cwd(), service.logFile)}`,
      );
      void shutdown(1);
    });
  }
  const { urls, targetsDir, tokenFile } = running;
  if (options.json) process.stdout.write(`${JSON.stringify({ ...urls, targetsDir, tokenFile })}\n`);
  else {
    const { data, scrape } = options.stack;
    process.stdout.write(describeStack(running, { tokenEnv: scrape.tokenEnv, data, scrapeUrl: scrape.url }));
  }
}

/** @param {number} code */
async function shutdown(code) {
  stopping += 1;
  // Without a stack that ran, whoever waits for its URLs must not take this for success.
  process.exitCode = stack ? code : 130;
  abort.abort();
  stopRunning();
  // While it comes up the start itself stops what it started, and this process ends by itself after that.
  if (!stack) return;
  if (stopping === 1 && !options.json) process.stderr.write('\nStopping ...\n');
  await stack.stop(stopping > 1);
  process.exit(code);
}

function parse() {
  try {
    const parsed = readOptions(process.argv.slice(2));
    if (parsed.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    return parsed;
  } catch (error) {
    fail(error);
    process.stderr.write(`\n${HELP}`);
    process.exit(2);
  }
}
