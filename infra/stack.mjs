#!/usr/bin/env node
// `npm run stack`: the real servers, with Docker or without.
import { requireNodeVersion } from '../scripts/bootstrap/nodeVersion.mjs';
import { fail } from '../scripts/bootstrap/progress.mjs';
import { runUntilStopped } from '../scripts/stack/runUntilStopped.mjs';
import { unbuildable } from './native/nativeProblem.mjs';
import { describeStack } from './stack/announce.mjs';
import { dockerProblem } from './stack/dockerProblem.mjs';
import { HELP, readOptions } from './stack/readOptions.mjs';
import { programsOf } from './stack/serverNames.mjs';
import { startDocker } from './stack/startDocker.mjs';
import { startNative } from './stack/startNative.mjs';

requireNodeVersion();
const options = parse();
await runUntilStopped({
  start: (signal) => chooseStart()(options.stack, signal),
  announce,
  ...(options.json ? {} : { stopping: 'Stopping' }),
});

/** @throws {Error} With what to install, when neither way works here. */
function chooseStart() {
  const { mode } = options;
  const missing = unbuildable(programsOf(options.stack.servers));
  if (mode === 'native') {
    if (!missing.length) return startNative;
    throw new Error(
      `--native needs Go (1.26 or newer) on the PATH to build ${missing.join(', ')} once: install it, or use Docker.`,
    );
  }
  const problem = dockerProblem();
  if (!problem) return startDocker;
  if (mode === 'docker') throw new Error(`--docker does not work here: ${problem}`);
  if (!missing.length) return startNative;
  throw new Error(
    `The real stack needs Docker or Go, and neither works here.\n` +
      `  Docker: ${problem}\n` +
      `  Go:     no "go" on the PATH, and ${missing.join(', ')} not built yet. With Go 1.26 or newer the servers are ` +
      'built once, in some minutes.\n' +
      'Install the one or the other and run this again. "npm start" needs neither: it brings a backend of its own.',
  );
}

/** @param {import('./stack/StackOptions.js').RunningStack} running */
function announce(running) {
  // Containers are no children of this process: nothing else keeps it here until Ctrl-C.
  setInterval(() => {}, 2 ** 30);
  const { urls, targetsDir, tokenFile } = running;
  if (options.json) process.stdout.write(`${JSON.stringify({ ...urls, targetsDir, tokenFile })}\n`);
  else {
    const { data, scrape } = options.stack;
    process.stdout.write(describeStack(running, { tokenEnv: scrape.tokenEnv, data, scrapeUrl: scrape.url }));
  }
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
