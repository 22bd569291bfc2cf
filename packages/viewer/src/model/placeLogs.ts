import type { LogLine } from '../api/types.js';
import { parseUnixNano } from './parseUnixNano.js';
import type { ClockShift, TimedLog, TraceNode } from './traceTypes.js';

/**
 * Puts log lines on the time line, with the shift of the span that wrote them (or, without one, of their
 * service), and hands each to its span. A line whose span is unknown goes to the root, so that none is hidden.
 */
export function placeLogs(
  lines: readonly LogLine[],
  trace: {
    byId: ReadonlyMap<string, TraceNode>;
    root: TraceNode | null;
    shifts: readonly ClockShift[];
    startUnixNano: bigint;
  },
): TimedLog[] {
  const logs = lines.map((line): TimedLog => {
    const writer = line.spanId ? trace.byId.get(line.spanId) : undefined;
    const shiftNs =
      writer?.shiftNs ?? trace.shifts.find((shift) => shift.service.name === line.service)?.shiftNs ?? 0;
    return {
      line,
      atNs: Number(parseUnixNano(line.timeUnixNano) - trace.startUnixNano) + shiftNs,
      node: writer ?? trace.root,
      index: 0,
    };
  });
  logs.sort((a, b) => a.atNs - b.atNs);
  logs.forEach((log, index) => {
    log.index = index;
    log.node?.logs.push(log);
  });
  return logs;
}
