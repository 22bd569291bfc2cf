/**
 * Attribute names. Stable OpenTelemetry semantic conventions (1.x) where one exists;
 * `throughline.*` is ours.
 */
export const ATTR_SERVICE_NAME = 'service.name';
export const ATTR_SERVICE_VERSION = 'service.version';
export const ATTR_SERVICE_INSTANCE_ID = 'service.instance.id';
export const ATTR_DEPLOYMENT_ENVIRONMENT_NAME = 'deployment.environment.name';
export const ATTR_TELEMETRY_SDK_LANGUAGE = 'telemetry.sdk.language';
/** Value of `telemetry.sdk.language` that marks a browser. */
export const SDK_LANGUAGE_BROWSER = 'webjs';
/** Value of `telemetry.sdk.language` that marks Node.js. */
export const SDK_LANGUAGE_NODE = 'nodejs';

export const ATTR_HTTP_REQUEST_METHOD = 'http.request.method';
export const ATTR_HTTP_RESPONSE_STATUS_CODE = 'http.response.status_code';
export const ATTR_HTTP_ROUTE = 'http.route';
export const ATTR_HTTP_RESPONSE_BODY_SIZE = 'http.response.body.size';
export const ATTR_URL_FULL = 'url.full';
export const ATTR_URL_PATH = 'url.path';
export const ATTR_URL_SCHEME = 'url.scheme';
export const ATTR_SERVER_ADDRESS = 'server.address';
export const ATTR_SERVER_PORT = 'server.port';
export const ATTR_USER_AGENT_ORIGINAL = 'user_agent.original';
/** The family of the browser (`Chrome`, `Firefox`, ...), never its whole user agent. */
export const ATTR_USER_AGENT_NAME = 'user_agent.name';
export const ATTR_ERROR_TYPE = 'error.type';
export const ATTR_EXCEPTION_TYPE = 'exception.type';
export const ATTR_EXCEPTION_MESSAGE = 'exception.message';
export const ATTR_EXCEPTION_STACKTRACE = 'exception.stacktrace';
/** Name of the span event and of the log event that carry an exception. */
export const EVENT_EXCEPTION = 'exception';

export const ATTR_DB_SYSTEM_NAME = 'db.system.name';
export const ATTR_DB_QUERY_TEXT = 'db.query.text';
export const ATTR_DB_QUERY_SUMMARY = 'db.query.summary';
export const ATTR_DB_OPERATION_NAME = 'db.operation.name';
export const ATTR_DB_RESPONSE_RETURNED_ROWS = 'db.response.returned_rows';

export const ATTR_SESSION_ID = 'session.id';
/** A visitor, by an opaque id that the app gives. OpenTelemetry's name for a pseudonym. */
export const ATTR_USER_ID = 'enduser.pseudo.id';
/** One page view: a document load or a soft navigation. 16 hex digits. */
export const ATTR_PAGE_ID = 'throughline.page.id';
/** Path of the page that a record belongs to, where `url.path` is something else's: a request's. */
export const ATTR_PAGE_PATH = 'throughline.page.path';
/** True on what a browser recorded while the page was hidden. */
export const ATTR_PAGE_HIDDEN = 'throughline.page.hidden';
/** `wifi`, `wired`, `cell`, `unavailable` or `unknown` (OpenTelemetry's conventions). */
export const ATTR_NETWORK_CONNECTION_TYPE = 'network.connection.type';
/** How fast the connection was lately: `slow-2g`, `2g`, `3g` or `4g` (Network Information API). */
export const ATTR_NETWORK_EFFECTIVE_TYPE = 'throughline.network.effective_type';
/** How a page view began: `load`, `push`, `replace` or `traverse`. */
export const ATTR_NAVIGATION_TYPE = 'throughline.navigation.type';
/** Next.js: what rendered (`route`, `page`, `action`, `rsc`). */
export const ATTR_NEXT_KIND = 'throughline.next.kind';
/** How Next's cache answered, for pages that may be cached: `hit`, `miss`, or `stale`, which renders it anew behind the answer. */
export const ATTR_NEXT_CACHE = 'throughline.next.cache';
/** The server action that ran: its exported name, and Next's id for it. */
export const ATTR_NEXT_ACTION = 'throughline.next.action';
export const ATTR_NEXT_ACTION_ID = 'throughline.next.action.id';
/** The browser's own time stamp where the relay replaced an impossible one, in Unix nanoseconds. */
export const ATTR_CLIENT_TIME = 'throughline.client.time_unix_nano';
export const ATTR_DB_COLLECTION_NAME = 'db.collection.name';
/** True on a browser's span that did not come to its own end: the page was left, hidden, or navigated on. */
export const ATTR_INTERRUPTED = 'throughline.interrupted';
/** How a browser's error was found: `error`, `unhandledrejection`, `captureError`, `console`, `resource` or `csp`. */
export const ATTR_ERROR_SOURCE = 'throughline.error.source';
/**
 * Trace id of the request that brought a browser's records: of its `traceparent`, or a new one. On the resource of
 * spans; what came together has the same.
 */
export const ATTR_RELAY_TRACE_ID = 'throughline.relay.trace_id';
/** Resource attribute by which a page shows the session token that the relay gave it. Never stored. */
export const ATTR_RELAY_TOKEN = 'throughline.relay.token';

/** Event of a page view, a document load or a soft navigation (OpenTelemetry's browser conventions). */
export const EVENT_NAVIGATION = 'browser.navigation';
/** Event of a frame that kept the page from answering (Long Animation Frames API). */
export const EVENT_LONG_FRAME = 'browser.long_animation_frame';
/** In milliseconds. */
export const ATTR_LONG_FRAME_DURATION = 'browser.long_animation_frame.duration';
/** How long the page could not answer, in milliseconds. */
export const ATTR_LONG_FRAME_BLOCKING = 'browser.long_animation_frame.blocking_duration';
/** The script that ran longest in the frame: its URL, what called it, its function, its milliseconds. */
export const ATTR_LONG_FRAME_SCRIPT = 'throughline.long_frame.script.url';
export const ATTR_LONG_FRAME_INVOKER = 'throughline.long_frame.script.invoker';
export const ATTR_LONG_FRAME_FUNCTION = 'throughline.long_frame.script.function';
export const ATTR_LONG_FRAME_SCRIPT_DURATION = 'throughline.long_frame.script.duration_ms';
/** Event of one Web Vital of one page view (OpenTelemetry's browser conventions). */
export const EVENT_WEB_VITAL = 'browser.web_vital';
/** `lcp`, `inp`, `cls`, `fcp` or `ttfb`. */
export const ATTR_WEB_VITAL_NAME = 'browser.web_vital.name';
/** Milliseconds; for `cls` a score. */
export const ATTR_WEB_VITAL_VALUE = 'browser.web_vital.value';
/** What it grew by since it was last told: the value itself, since each is told once. */
export const ATTR_WEB_VITAL_DELTA = 'browser.web_vital.delta';
/** `good`, `needs-improvement` or `poor`. */
export const ATTR_WEB_VITAL_RATING = 'browser.web_vital.rating';
export const ATTR_WEB_VITAL_ID = 'browser.web_vital.id';
/** How the document came: `navigate`, `reload`, `back-forward`, `back-forward-cache` or `prerender`. */
export const ATTR_WEB_VITAL_NAVIGATION_TYPE = 'browser.web_vital.navigation_type';
/** What caused the value: the element, as a selector of tags, ids and classes. */
export const ATTR_WEB_VITAL_TARGET = 'throughline.web_vital.target';
/** Prefix of the parts of a value, in milliseconds: `throughline.web_vital.render_delay_ms`. */
export const ATTR_WEB_VITAL_PART_PREFIX = 'throughline.web_vital.';
