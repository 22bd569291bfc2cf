import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/**
 * One figure of a benchmark. `op` says how `value` has to stand to `goal`; what is only there to be compared with has none.
 *
 * @typedef {{ name: string, value: number, unit: string, goal: number, op: '<=' | '>=' }} Measured
 * @typedef {{ name: string, value: number, unit: string, goal?: undefined, op?: undefined }} Compared
 * @typedef {Measured | Compared} Figure
 */

/** The value below which the share `quantile` of the sorted samples lies. @param {number[]} samples @param {number} quantile */
export function percentile(samples, quantile) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {number} value @param {number} digits */
export function round(value, digits = 2) {
  return Number(value.toFixed(digits));
}

/**
 * Prints the figures and writes them to `result.json` beside the benchmark.
 *
 * @param {string} folderUrl `import.meta.url` of the benchmark.
 * @param {string} command
 * @param {Figure[]} figures
 */
export function report(folderUrl, command, figures) {
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim();
  const result = { command, date: new Date().toISOString(), machine, commit, figures };
  writeFileSync(new URL('result.json', folderUrl), `${JSON.stringify(result, null, 2)}\n`);
  for (const { name, value, unit, goal, op } of figures) {
    if (goal === undefined) {
      console.log(`      ${name}: ${value} ${unit}`);
      continue;
    }
    const met = op === '<=' ? value <= goal : value >= goal;
    console.log(`${met ? 'ok  ' : 'MISS'}  ${name}: ${value} ${unit} (goal ${op} ${goal})`);
  }
}
