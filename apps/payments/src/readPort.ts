/** Where payments listens unless `PORT` says otherwise. The shop looks for it there too. */
export const DEFAULT_PORT = 4020;

/**
 * The port from `PORT`; 0 lets the system choose.
 * @throws where the value is not a port, with the value and what is allowed.
 */
export function readPort(value: string | undefined): number {
  if (value === undefined || value === '') return DEFAULT_PORT;
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) {
    throw new RangeError(`PORT is ${JSON.stringify(value)}: it must be a whole number from 0 to 65535`);
  }
  return port;
}
