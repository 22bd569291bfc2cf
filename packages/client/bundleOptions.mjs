import { leaveOutUnreached } from './leaveOutUnreached.mjs';

/**
 * Properties of this package's own objects, which no bundler may shorten by itself. None is part of the public
 * interface, of OTLP or of another library's object (OpenTelemetry's SDK is in the same files: a name of its interface
 * here, and the app's own copy of the API calls what is not there), and none is written as a string anywhere. A letter
 * each, as none of these objects has a property that is one by itself; whose is whose was tried out, for up to 36 bytes of
 * gzip before hydration.
 *
 * @type {Record<string, string>}
 */
const SHORTENED = {
  adopting: 'a',
  sessionId: 'h',
  nativeFetch: 'w',
  tracedFetch: 'N',
  beforeHide: 'k',
  navigationStarted: 'I',
  thrownIn: 'M',
  answeredAt: 'm',
  onAnswered: 'F',
  endAll: 'g',
  startMillis: 'O',
  endMillis: 'c',
  timeMillis: 'j',
  thrown: 'Q',
  startHref: 'E',
  requests: 't',
  startedAt: 'S',
  firstPage: 'G',
  prefetches: 'L',
  reportError: 'H',
  answered: 'J',
  failed: 'b',
  page: 'e',
  sink: 's',
  action: 'W',
  deferred: 'v',
  level: 'x',
  navigating: 'd',
  navigationId: 'B',
  sent: 'P',
  lost: 'A',
  take: 'U',
  settings: 'n',
  openSpan: 'Z',
  startsAt: 'p',
  requestHeaders: 'u',
  requestMethod: 'o',
  openRequest: 'i',
  traceHeader: 'R',
  flush: 'l',
  ofSpan: 'r',
  sendTraced: 'q',
  watchXhr: 'y',
  hear: 'f',
  loadDeferred: 'T',
};

/**
 * How the package's files and its test page are bundled: the same in both, so that what is tested is what is shipped.
 *
 * @param {{ complete?: boolean }} [options] see `leaveOutUnreached`
 */
export function bundleOptions(options) {
  return {
    plugins: [leaveOutUnreached(options)],
    esbuild: {
      mangleProps: new RegExp(`^(${Object.keys(SHORTENED).join('|')})$`),
      // Given, so that a name is the same in each of the files that share an object.
      mangleCache: SHORTENED,
    },
  };
}
