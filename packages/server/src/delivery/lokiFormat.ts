import type { PayloadFormat } from './PayloadFormat.js';

interface LokiStreamJson {
  readonly stream: unknown;
  readonly values: readonly unknown[];
}

/** Loki's JSON push: the payload is a list of streams; a record is a line of one of them. */
export const lokiFormat: PayloadFormat = {
  wrap: (payload) => `{"streams":[${payload}]}`,
  halve(payload) {
    const streams = JSON.parse(`[${payload}]`) as LokiStreamJson[];
    const total = streams.reduce((sum, { values }) => sum + values.length, 0);
    const middle = Math.ceil(total / 2);
    return [
      { payload: JSON.stringify(slice(streams, 0, middle)).slice(1, -1), records: middle },
      { payload: JSON.stringify(slice(streams, middle, total)).slice(1, -1), records: total - middle },
    ];
  },
};

/** The lines from the `from`th to before the `to`th, each in its own stream. */
function slice(streams: readonly LokiStreamJson[], from: number, to: number): LokiStreamJson[] {
  let before = 0;
  return streams.flatMap(({ stream, values }) => {
    const kept = values.slice(Math.max(0, from - before), Math.max(0, to - before));
    before += values.length;
    return kept.length > 0 ? [{ stream, values: kept }] : [];
  });
}
