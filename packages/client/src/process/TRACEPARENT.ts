/** The header of W3C Trace Context, and the name under which `Server-Timing` has it. */
export const TRACEPARENT = 'traceparent';
