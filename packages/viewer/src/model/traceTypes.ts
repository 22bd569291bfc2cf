import type { LogLine, Span, TraceDetail, TraceService } from '../api/types.js';
import type { Interval } from './Interval.js';

/** A log line placed on the time line. */
export interface TimedLog {
  line: LogLine;
  /** Nanoseconds from the trace's start, after the shift of its service's clock. */
  atNs: number;
  /** The span that wrote it, or the root where that span is not known. */
  node: TraceNode | null;
  /** Position in time among all lines of the trace. */
  index: number;
}

/** A span in its place in the tree. Times are nanoseconds from the start of the trace, after clock correction. */
export interface TraceNode {
  span: Span;
  service: TraceService;
  parent: TraceNode | null;
  children: TraceNode[];
  logs: TimedLog[];
  depth: number;
  startNs: number;
  endNs: number;
  /** What was added to the span's own times because two hosts' clocks disagree; 0 in most traces. */
  shiftNs: number;
  /** The span names a parent that has not arrived (or was not sampled). */
  parentMissing: boolean;
  descendantCount: number;
  /** Failed spans below this one. */
  errorsBelow: number;
}

/** The correction of one service's clock. */
export interface ClockShift {
  service: TraceService;
  /** Added to the service's times; the largest where spans needed different ones. */
  shiftNs: number;
}

/** A trace, ready to draw. */
export interface TraceModel {
  detail: TraceDetail;
  roots: TraceNode[];
  /** All spans, parents before children, siblings by start. */
  nodes: TraceNode[];
  byId: ReadonlyMap<string, TraceNode>;
  startUnixMs: number;
  durationNs: number;
  shifts: ClockShift[];
  logs: TimedLog[];
  /** Failed spans with no failed span below them: where the trouble began, in order of time. */
  errorOrigins: TraceNode[];
  /** Which part of which span kept the trace from ending sooner. */
  criticalPath: ReadonlyMap<TraceNode, Interval[]>;
}
