/** How payloads of one kind become a request, and two payloads of one. */
export interface PayloadFormat {
  /** The request body of payloads that are joined by commas. */
  wrap(payload: string): string;
  /** The two halves of a payload with more than one record, each with its number of records. */
  halve(payload: string): readonly { payload: string; records: number }[];
}
