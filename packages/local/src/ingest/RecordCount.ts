import { BadRequest } from './BadRequest.js';

/** Spans, log records or lines of one request. Senders batch hundreds; reading millions would hold up everybody. */
const MAX_RECORDS = 100_000;

/** Counts the records of one request before they are read. */
export class RecordCount {
  #count = 0;

  /** Passes the records on. @throws BadRequest where the request holds too many. */
  take<T>(records: readonly T[]): readonly T[] {
    this.#count += records.length;
    if (this.#count > MAX_RECORDS) {
      throw new BadRequest(`the request holds more than ${MAX_RECORDS} records: send them in several`);
    }
    return records;
  }
}
