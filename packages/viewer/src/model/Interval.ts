/** A stretch of time, in nanoseconds from the start of the trace; `to` is exclusive. */
export interface Interval {
  from: number;
  to: number;
}
