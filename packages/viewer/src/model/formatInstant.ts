const dateTime = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
  timeZoneName: 'short',
});

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Date, time to the millisecond and zone, in the reader's zone. */
export function formatInstant(unixMs: number): string {
  return Number.isFinite(unixMs) ? dateTime.format(unixMs) : '–';
}

/** Time of day to the second, in the reader's zone. */
export function formatClock(unixMs: number): string {
  return Number.isFinite(unixMs) ? clock.format(unixMs) : '–';
}
