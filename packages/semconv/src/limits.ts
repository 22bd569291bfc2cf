/** Size and count limits that more than one part keeps. Units are in the names. */

/** Largest body the relay takes, compressed or not. */
export const RELAY_MAX_BODY_BYTES = 1024 * 1024;
/** Most records (spans or log records) in one relay request. */
export const RELAY_MAX_RECORDS = 1000;
/** Most attributes on one record. */
export const MAX_ATTRIBUTES = 64;
/** Longest attribute value or log message, in UTF-16 code units; longer ones are cut and end in "…". */
export const MAX_STRING_LENGTH = 4096;
/**
 * Largest browser request that is sent while the page goes away. `keepalive` and `sendBeacon` share 65,536
 * bytes in flight (Fetch specification, "inflight keepalive bytes").
 */
export const EXIT_MAX_BODY_BYTES = 60_000;
/** Longest log line, in bytes: below the 256 KiB that Loki takes by default (`max_line_size`). */
export const MAX_LOG_LINE_BYTES = 250_000;
/** Largest OTLP or Loki request that the embedded backend takes, decompressed. */
export const BACKEND_MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Default port of the embedded backend: OTLP/HTTP's, so that any OpenTelemetry program finds it. */
export const BACKEND_DEFAULT_PORT = 4318;
/** Most bytes of relay bodies that a process reads at one time, all senders together. */
export const RELAY_MAX_BYTES_IN_FLIGHT = 16 * 1024 * 1024;
/** Longest time a sender has for a relay body, in milliseconds. */
export const RELAY_BODY_TIMEOUT_MILLIS = 10_000;
/** Deepest nesting of lists and objects in a relay request. */
export const RELAY_MAX_DEPTH = 32;
/** Most lists and objects (protobuf: messages) in a relay request. */
export const RELAY_MAX_CONTAINERS = 200_000;
/** Most clients whose rate a relay knows apart; beyond it they share. */
export const RELAY_MAX_CLIENTS = 10_000;
/** Relay requests per second: of one client, and in all. A client may send three seconds' worth at once. */
export const RELAY_DEFAULT_CLIENT_RATE = 20;
export const RELAY_DEFAULT_RATE = 1_000;
