import type { Context, Span, SpanContext } from '@opentelemetry/api';
import type { EarlyOptions } from './ClientOptions.js';
import type { OpenRequests } from './capture/fetch/openRequests.js';
import type { OpenNavigation, startNavigation } from './capture/navigation/startNavigation.js';
import type { watchXhr } from './capture/xhr/watchXhr.js';
import type { reportError } from './early/reportError.js';
import type { StartSpan } from './early/startSpan.js';
import type { writeLog } from './early/writeLog.js';
import type { PageView } from './process/PageView.js';
import type { Sink } from './process/Sink.js';

/** What is active: a span, and OpenTelemetry's context that holds it once there is one. */
export interface ActiveSpan {
  readonly span: Span | undefined;
  readonly context?: Context;
}

/**
 * The running client: what the synchronous part set up, and the places at which the part that follows takes
 * over. Those are fields, so that whatever started early goes on with what is there now.
 */
export interface Client {
  /** The options as given, until the deferred part has checked them. */
  settings: EarlyOptions;
  nativeFetch: typeof fetch;
  /** 32 hex digits, of the document: its first session, and its id in the books (ADR 0032). */
  readonly sessionId: string;
  /** As the app gave it. */
  userId?: string | undefined;
  /** What took the records before the visitor withdrew consent; set as long as that lasts. */
  off?: Sink | undefined;
  /** Puts back what a capture has replaced for as long as the client runs. */
  restore?: (() => void) | undefined;
  /** The page view of the document itself. */
  readonly firstPage: PageView;
  /** The current page view. */
  page: PageView;
  readonly requests: OpenRequests;
  /** What ran before the deferred part arrived is in here, with nothing sent of it. */
  sink: Sink;
  active?: ActiveSpan | undefined;
  openSpan: StartSpan;
  /** Set by a composition whose own instrumentation makes the spans of requests. */
  tracedFetch?: TracedFetch;
  /** The user action that what starts now belongs to. */
  action?: () => SpanContext | undefined;
  /** The open soft navigation, and who waits for its end. */
  navigating?: OpenNavigation | undefined;
  onNavigation?: (navigation: OpenNavigation) => void;
  /** The fetch of the deferred part, until that has taken over; for good where it cannot be had. */
  deferred?: object | undefined;
  /** Prefetches so far. */
  prefetches: number;
  /** Called before the flush of a page that is hidden, or left for good. */
  readonly beforeHide: ((forGood: boolean) => void)[];
  /** Sends a request with its span; gives nothing where it is to go out as it came. */
  readonly sendTraced: (
    input: RequestInfo | URL,
    init: RequestInit | undefined,
  ) => Promise<Response> | undefined;
  readonly watchXhr: typeof watchXhr;
  /** Takes what the window tells; without an event: that the page rests. */
  readonly hear: (event?: Partial<Event>) => void;
  /** Fetches the deferred part, once. */
  readonly loadDeferred: () => void;
  /** Functions of the early part, here so that the others need no copies of them. */
  readonly log: typeof writeLog;
  readonly reportError: typeof reportError;
  readonly navigationStarted: typeof startNavigation;
  /** In which span something was thrown, for when nobody catches it. */
  thrownIn?: WeakMap<object, SpanContext>;
}

/** Sends a request through an instrumentation that makes its span. */
export type TracedFetch = (input: RequestInfo | URL, init: RequestInit | undefined) => Promise<Response>;

const KEY = 'throughline.client';
type Holder = { [KEY]?: (() => Client | undefined) | undefined };

/** Whether `init` has begun here; the client itself is made when it is needed. */
export function hasStarted(): unknown {
  return (globalThis as Holder)[KEY];
}

/**
 * The one client of this page, made now if nobody has needed it so far. `undefined` before `init`, on a server, and where it
 * could not be made. Who gives it lives on `globalThis` because a bundler may hold several copies of this module, and hot
 * reload makes new ones.
 */
export function currentClient(): Client | undefined {
  return (globalThis as Holder)[KEY]?.();
}

export function setCurrentClient(client?: () => Client | undefined): void {
  (globalThis as Holder)[KEY] = client;
}

/** Runs `work` with `active` as what is active; only its synchronous part is covered. */
export function runActive<T>(client: Client | undefined, active: ActiveSpan, work: () => T): T {
  if (!client) return work();
  const before = client.active;
  client.active = active;
  try {
    return work();
  } finally {
    client.active = before;
  }
}
