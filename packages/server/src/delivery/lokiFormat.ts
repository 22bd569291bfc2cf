import type { PayloadFormat } from './PayloadFormat.js';

/** Loki's JSON push: the payload is a list of streams, each of one line, as pino-loki makes them. */
export const lokiFormat: PayloadFormat = {
  wrap: (payload) => `{"streams":[${payload}]}`,
  halve(payload) {
    const streams = JSON.parse(`[${payload}]`) as unknown[];
    const middle = Math.ceil(streams.length / 2);
    return [streams.slice(0, middle), streams.slice(middle)].map((half) => ({
      payload: JSON.stringify(half).slice(1, -1),
      records: half.length,
    }));
  },
};
