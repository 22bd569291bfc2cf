import { leaveOutUnreached } from './leaveOutUnreached.mjs';

/**
 * Properties of this package's own objects, which no bundler may shorten by itself. None is part of the public
 * interface, of OTLP or of another library's object (OpenTelemetry's SDK is in the same files: a name of its interface
 * here, and the app's own copy of the API calls what is not there), and none is written as a string anywhere.
 */
const SHORTENED = [
  'adopting',
  'sessionId',
  'nativeFetch',
  'tracedFetch',
  'beforeHide',
  'navigationStarted',
  'thrownIn',
  'answeredAt',
  'onAnswered',
  'endAll',
  'startMillis',
  'endMillis',
  'timeMillis',
  'thrown',
  'startHref',
  'requests',
  'startedAt',
  'firstPage',
  'prefetches',
  'reportError',
  'answered',
  'failed',
  'page',
  'sink',
  'action',
  'deferred',
  'level',
  'navigating',
  'navigationId',
  'sent',
  'lost',
  'take',
  'settings',
  'openSpan',
  'startsAt',
  'requestHeaders',
  'requestMethod',
  'openRequest',
  'traceHeader',
  'reported',
  'flush',
  'ofSpan',
];

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * How the package's files and its test page are bundled: the same in both, so that what is tested is what is shipped.
 *
 * @param {{ complete?: boolean }} [options] see `leaveOutUnreached`
 */
export function bundleOptions(options) {
  return {
    plugins: [leaveOutUnreached(options)],
    esbuild: {
      mangleProps: new RegExp(`^(${SHORTENED.join('|')})$`),
      // Given, so that a name is the same in each of the files that share an object. A letter each: none of these
      // objects has a property that is one by itself.
      mangleCache: Object.fromEntries(SHORTENED.map((name, index) => [name, LETTERS[index]])),
    },
  };
}
