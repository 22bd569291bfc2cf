import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Span } from '@opentelemetry/api';
import { TRACE_STATE_KEY } from '@throughline/semconv';
import { warnOnce } from '../delivery/warnOnce.js';

/** Of `Cache-Control`: nobody but this visitor gets the answer (RFC 9111). Next says so of each page that it renders for a request. */
const FOR_ONE_VISIT = /\b(no-store|private)\b/;
/** What may stand in a quoted text as it is. */
const OT_MEMBER = /^[\w:;.-]+$/;

/**
 * Tells the browser which trace a document is of, in `Server-Timing: traceparent;desc="..."`, as its answer begins. An
 * answer that a cache may keep names the span alone: a copy of it is one more visitor's. An answer for one visit says in
 * addition when it was written (milliseconds since the epoch), by which a copy that was kept against the rules is known, and
 * the trace's `ot` member of `tracestate`: the page then is part of the trace (ADR 0047).
 */
export function announceTrace(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  span: Span,
): void {
  // What a browser asks for when it navigates. Prefetches and data are no documents, and their client has a span.
  if (method !== 'GET' || !headers.accept?.startsWith('text/html') || !span.isRecording()) return;
  const { writeHead } = response;
  const announced = function (this: ServerResponse, ...given: unknown[]) {
    try {
      if (!response.headersSent) addTiming(response, `traceparent;desc="${describe(response, span)}"`);
    } catch (error) {
      warnOnce('announceTrace', `a document does not say its trace: ${String(error)}`);
    }
    return Reflect.apply(writeHead, response, given);
  };
  response.writeHead = announced as typeof writeHead;
}

function describe(response: ServerResponse, span: Span): string {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const traceparent = `00-${traceId}-${spanId}-0${traceFlags & 1}`;
  if (!FOR_ONE_VISIT.test(String(response.getHeader('cache-control')))) return traceparent;
  const member = traceState?.get(TRACE_STATE_KEY);
  const state = member && OT_MEMBER.test(member) ? ` ${TRACE_STATE_KEY}=${member}` : '';
  return `${traceparent} ${Date.now()}${state}`;
}

/** Beside those that the app has set. */
function addTiming(response: ServerResponse, timing: string): void {
  const own = response.getHeader('server-timing');
  response.setHeader('server-timing', own === undefined ? timing : [own, timing].flat().join(', '));
}
