const NS_PER_US = 1_000;
const NS_PER_MS = 1_000_000;
const NS_PER_S = 1_000_000_000;
const NS_PER_MIN = 60 * NS_PER_S;
const NS_PER_H = 60 * NS_PER_MIN;

/** Three significant digits below 10, whole numbers from 100 up: `4.2`, `41.5`, `412`. */
function digits(value: number): string {
  if (value >= 100) return String(Math.round(value));
  const rounded = value >= 10 ? value.toFixed(1) : value.toFixed(2);
  return rounded.replace(/\.?0+$/, '');
}

/**
 * A duration as people say it, the unit chosen by size: `640 ns`, `340 µs`, `4.2 ms`, `1.2 s`, `2 min 5 s`.
 *
 * @param ns - nanoseconds; what is not a finite number reads `–`.
 */
export function formatDuration(ns: number): string {
  if (!Number.isFinite(ns)) return '–';
  if (ns < 0) return `−${formatDuration(-ns)}`;
  if (ns === 0) return '0 ms';
  // The thresholds are where rounding would show "1000" of the smaller unit.
  if (ns < 999.5) return `${Math.round(ns)} ns`;
  if (ns < 999.5 * NS_PER_US) return `${digits(ns / NS_PER_US)} µs`;
  if (ns < 999.5 * NS_PER_MS) return `${digits(ns / NS_PER_MS)} ms`;
  if (ns < 59.95 * NS_PER_S) return `${digits(ns / NS_PER_S)} s`;
  if (ns < NS_PER_H - NS_PER_S / 2) {
    const seconds = Math.round(ns / NS_PER_S);
    return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
  const minutes = Math.round(ns / NS_PER_MIN);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
