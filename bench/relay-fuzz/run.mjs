// The relay's fuzzer at length: packages/server/test/relayFuzz.test.ts with ten times the requests of CI.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { report } from '../measure.mjs';

const REQUESTS = process.env.FUZZ_REQUESTS ?? '1000000';
const SERVER = fileURLToPath(new URL('../../packages/server', import.meta.url));

// A request that breaks a rule fails the test, which then prints it with its seed.
const run = spawnSync('npx', ['vitest', 'run', 'test/relayFuzz.test.ts'], {
  cwd: SERVER,
  env: { ...process.env, FUZZ_REQUESTS: REQUESTS },
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [, seed, answers] = /relay fuzz: seed (\d+), answers (\{.*\})/.exec(run.stdout) ?? [];
if (run.status !== 0 || !answers) throw new Error(`the fuzzer failed:\n${run.stdout}`);
console.log(`seed ${seed}: ${answers}`);
/** @type {Record<string, number>} */
const counts = JSON.parse(answers);
const sum = (/** @type {(status: number) => boolean} */ which) =>
  Object.entries(counts).reduce((total, [status, count]) => total + (which(Number(status)) ? count : 0), 0);
report(import.meta.url, `FUZZ_REQUESTS=${REQUESTS} node bench/relay-fuzz/run.mjs`, [
  {
    name: 'requests, books closed after each 500',
    value: sum(() => true),
    unit: '',
    goal: 1_000_000,
    op: '>=',
  },
  { name: 'answers of 5xx', value: sum((status) => status >= 500), unit: '', goal: 0, op: '<=' },
]);
