/** On the local root of a trace that was not sampled and is exported all the same: why. */
export const ATTR_SAMPLING_KEPT_FOR = 'throughline.sampling.kept_for';
/** Values of `throughline.sampling.kept_for`. */
export const KEPT_FOR_ERROR = 'error';
export const KEPT_FOR_SLOW = 'slow';
/** OpenTelemetry's member of `tracestate` (TraceState probability sampling specification). */
export const TRACE_STATE_KEY = 'ot';
