/** What the client watches by itself. Each switch is on by default, but `consoleErrors`. */
export interface CaptureOptions {
  /** One span for the document load, with its phases. @defaultValue true */
  documentLoad?: boolean;
  /** One span for each soft navigation. @defaultValue true */
  navigation?: boolean;
  /** One span for each `fetch`, and `traceparent` on it. @defaultValue true */
  fetch?: boolean;
  /** The same for each `XMLHttpRequest`. @defaultValue true */
  xhr?: boolean;
  /** One span for each click or submit that causes something, the root of what it causes. @defaultValue true */
  userActions?: boolean;
  /** Uncaught errors and unhandled rejections as log records. @defaultValue true */
  errors?: boolean;
  /** One event for each Web Vital of the document, when the page is first hidden. @defaultValue true */
  webVitals?: boolean;
  /** Images, scripts, styles and the like that did not load, as log records. @defaultValue true */
  resourceErrors?: boolean;
  /** Violations of the page's content security policy, as log records. @defaultValue true */
  cspViolations?: boolean;
  /** Frames that kept the page from answering, at most ten a page view, as events. @defaultValue true */
  longFrames?: boolean;
  /** What is written with `console.error`, as log records. @defaultValue false */
  consoleErrors?: boolean;
}

/** Options of `init`. All have defaults; a wrong one is named on the console and its default is used. */
export interface ClientOptions {
  /**
   * Where spans and log records go: a path or URL to which `/v1/traces` and `/v1/logs` are appended
   * (OTLP/HTTP). Set it when the app has a Next.js `basePath`.
   * @defaultValue '/api/telemetry'
   */
  endpoint?: string;
  /**
   * Other origins that may see `traceparent`: a URL prefix that ends at a path boundary
   * (`'https://api.example.com'`), or a RegExp tested against the whole URL. They must allow the request
   * header `traceparent` (CORS). The own origin always gets it, everyone else never.
   * @defaultValue []
   */
  propagateTraceTo?: readonly (string | RegExp)[];
  /**
   * Share of traces that are sent, 0 to 1. A trace that failed or belongs to a slow page view is sent whatever the share, log
   * records always. A page that the server rendered for this visit is of the server's trace: it is sent if the server
   * samples it too.
   * @defaultValue 1
   */
  sampleRatio?: number;
  /**
   * A page load or soft navigation that takes this long is slow, in milliseconds: its trace is sent whatever `sampleRatio`
   * is. `Infinity`: none is.
   * @defaultValue 4000
   */
  slowMillis?: number;
  /** Longest time a record waits for company before it is sent, in milliseconds, 0 to 60000. @defaultValue 500 */
  maxBatchAgeMillis?: number;
  /**
   * `false`: hold everything back until `setConsent(true)`. Before that nothing is captured, stored or sent, and
   * requests carry no trace.
   * @defaultValue true
   */
  consent?: boolean;
  /**
   * Keep the session id in `sessionStorage`, so that it outlives a page load; never longer than the tab. Without it each
   * document has a session of its own. No cookie in either case.
   * @defaultValue false
   */
  persistSession?: boolean;
  /**
   * The relay asks for session tokens (`relaySecret` on the server): get one before the first batch. What visitors who
   * leave before that have captured is lost.
   * @defaultValue false
   */
  sessionToken?: boolean;
  /**
   * Keep what cannot be sent, because the visitor is offline or the relay is not reached, in the browser's IndexedDB, at
   * most 1 MiB and six days, and send it later: in this visit or the next. In a secure context only.
   * @defaultValue false
   */
  offline?: boolean;
  /** Print what is captured with `console.debug`. @defaultValue false */
  debug?: boolean;
  /**
   * What makes the spans. `'light'`: this package's own, in less than half the bytes; OpenTelemetry's provider
   * serves `trace.getTracer()` and third-party instrumentations. `'standard'`: OpenTelemetry's
   * `WebTracerProvider` and `instrumentation-fetch` make all spans, for teams who hook into those.
   * @defaultValue 'light'
   */
  composition?: 'light' | 'standard';
  /** Switch off what is not wanted. */
  capture?: CaptureOptions;
}

/** Options with every default filled in. */
export interface ResolvedOptions {
  endpoint: string;
  propagateTraceTo: readonly (string | RegExp)[];
  sampleRatio: number;
  slowMillis: number;
  maxBatchAgeMillis: number;
  consent: boolean;
  persistSession: boolean;
  sessionToken: boolean;
  offline: boolean;
  debug: boolean;
  composition: 'light' | 'standard';
  capture: Required<CaptureOptions>;
}

/** What the synchronous part looks at. A capture that is not mentioned is on. */
export type EarlyOptions = Pick<ResolvedOptions, 'endpoint' | 'propagateTraceTo' | 'sampleRatio'> &
  Pick<ClientOptions, 'composition' | 'persistSession'> & { capture: CaptureOptions };

export const DEFAULT_OPTIONS: ResolvedOptions = {
  endpoint: '/api/telemetry',
  propagateTraceTo: [],
  sampleRatio: 1,
  slowMillis: 4000,
  maxBatchAgeMillis: 500,
  consent: true,
  persistSession: false,
  sessionToken: false,
  offline: false,
  debug: false,
  composition: 'light',
  capture: {
    documentLoad: true,
    navigation: true,
    fetch: true,
    xhr: true,
    userActions: true,
    errors: true,
    webVitals: true,
    resourceErrors: true,
    cspViolations: true,
    longFrames: true,
    consoleErrors: false,
  },
};
