/** What the store may hold. What is over a limit is deleted, oldest first, and counted. */
export interface StoreLimits {
  /** @defaultValue 1,000,000 */
  readonly maxSpans: number;
  /** @defaultValue 1,000,000 */
  readonly maxLogLines: number;
  /** Metric samples. A tenth as many exemplars are kept. @defaultValue 2,000,000 */
  readonly maxSamples: number;
  /** Bytes on disk, or in memory where there is no data directory. @defaultValue 512 MiB */
  readonly maxBytes: number;
  /** By the records' own times. @defaultValue 7 days */
  readonly maxAgeMillis: number;
}

export const DEFAULT_STORE_LIMITS: StoreLimits = {
  maxSpans: 1_000_000,
  maxLogLines: 1_000_000,
  maxSamples: 2_000_000,
  maxBytes: 512 * 1024 * 1024,
  maxAgeMillis: 7 * 24 * 60 * 60 * 1000,
};
