export type { CaptureOptions, ClientOptions } from './ClientOptions.js';
export { captureError } from './captureError.js';
export { init } from './init.js';
export { type Log, log } from './log.js';
export { onRouterTransitionStart } from './onRouterTransitionStart.js';
export type { LogAttributes, LogAttributeValue } from './process/cleanAttributes.js';
export { setConsent } from './setConsent.js';
export { setUser } from './setUser.js';
export { type SpanScope, type WithSpanOptions, withSpan } from './withSpan.js';
