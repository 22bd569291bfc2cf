export type { FaultMode } from './FaultMode.js';
export type { StoredLine } from './StoredLines.js';
export type { StoredSpan } from './StoredSpans.js';
export { type FaultServer, startFaultServer } from './startFaultServer.js';
export { type Reporter, startReporter } from './startReporter.js';
