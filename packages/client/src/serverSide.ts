/**
 * What a server sees of this package: components that are also rendered there may import it, and nothing of
 * the browser's SDK comes along. Without `init` the functions run the app's work and record nothing.
 */
export type { CaptureOptions, ClientOptions } from './ClientOptions.js';
export { captureError } from './captureError.js';
export { type Log, log } from './log.js';
export { onRouterTransitionStart } from './onRouterTransitionStart.js';
export type { LogAttributes, LogAttributeValue } from './process/cleanAttributes.js';
export { setUser } from './setUser.js';
export { type SpanScope, type WithSpanOptions, withSpan } from './withSpan.js';

/** Does nothing on a server. */
export function init(): void {}

/** Does nothing on a server. */
export function setConsent(): void {}
