import { readFileSync } from 'node:fs';

/**
 * The most memory that the process had meanwhile.
 *
 * @param {number} pid @param {() => Promise<unknown>} during
 */
export async function peakMiB(pid, during) {
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, rssMiB(pid));
  }, 100);
  await during();
  clearInterval(watch);
  return peak;
}

/** CPU time of the main thread. @param {number} pid */
export function cpuSeconds(pid) {
  const [nanos] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanos) / 1e9;
}

/** @param {number} pid */
function rssMiB(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
