import type { TraceService } from '../api/types.js';
import type { Interval } from './Interval.js';
import { mergeIntervals } from './mergeIntervals.js';
import type { TraceModel } from './traceTypes.js';

/** One service in the overview: when it was busy and when it failed. */
export interface OverviewLane {
  service: TraceService;
  busy: Interval[];
  failed: Interval[];
  spanCount: number;
}

/** Lanes by first appearance. Intervals closer than a 400th of the trace join: no screen shows more. */
export function overviewLanes(model: TraceModel): OverviewLane[] {
  const lanes = new Map<string, OverviewLane>();
  for (const node of model.nodes) {
    let lane = lanes.get(node.service.name);
    if (!lane) {
      lane = { service: node.service, busy: [], failed: [], spanCount: 0 };
      lanes.set(node.service.name, lane);
    }
    const part = { from: node.startNs, to: node.endNs };
    lane.busy.push(part);
    if (node.span.status === 'error') lane.failed.push(part);
    lane.spanCount += 1;
  }
  const grain = model.durationNs / 400;
  return [...lanes.values()].map((lane) => ({
    ...lane,
    busy: mergeIntervals(lane.busy, grain),
    failed: mergeIntervals(lane.failed, grain),
  }));
}
