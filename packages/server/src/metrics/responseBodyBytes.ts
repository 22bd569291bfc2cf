import type { RequestScope } from '../tracing/RequestScope.js';

/** Bytes of the response's body on the wire: what it announced, else what its connection has written since the start. */
export function responseBodyBytes({ response, socketBytesBefore }: RequestScope): number {
  if (response.req.method === 'HEAD') return 0;
  const announced = Number(response.getHeader('content-length'));
  if (response.getHeader('content-length') !== undefined && announced >= 0) return announced;
  const written = (response.req.socket?.bytesWritten ?? 0) - socketBytesBefore;
  // Node keeps the header block as text; without it the figure is some hundred bytes too high.
  const header = '_header' in response && typeof response._header === 'string' ? response._header.length : 0;
  return Math.max(0, written - header);
}
