import type { IncomingMessage } from 'node:http';

/** React writes the action's field at the beginning of its form. */
const LOOK_AT_BYTES = 16_384;
/** React's names: the id itself, or a number whose first field is JSON with the id, where values are bound. */
const ACTION_FIELD = /name="\$ACTION_ID_([0-9a-f]{1,80})"/;
const BOUND_ACTION_FIELD = /name="\$ACTION_[^":]{1,80}:0"\r\n\r\n\{[^{}]{0,300}?"id":"([0-9a-f]{1,80})"/;

/** Whether a request may be a form of a server action that was sent before, or without, the page's JavaScript. */
export function mayBeFormAction({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    headers['next-action'] === undefined &&
    headers['content-type']?.startsWith('multipart/form-data') === true
  );
}

/**
 * Looks at the first bytes of a form as they come in from the connection, without reading or holding back any, and
 * calls `found` with the id of the action that they name. Where an action is on a button behind a large file, it
 * stays unknown.
 */
export function watchFormAction(request: IncomingMessage, found: (id: string) => void): void {
  let seen = '';
  const push = request.push;
  // Node's parser hands each piece of a body to this method. Listening to `data` would start the stream.
  request.push = function (this: IncomingMessage, chunk: unknown, encoding?: BufferEncoding) {
    if (Buffer.isBuffer(chunk)) {
      seen += chunk.toString('latin1', 0, LOOK_AT_BYTES - seen.length);
      const [, id] = ACTION_FIELD.exec(seen) ?? BOUND_ACTION_FIELD.exec(seen) ?? [];
      if (id !== undefined) found(id);
      if (id !== undefined || seen.length >= LOOK_AT_BYTES) request.push = push;
    }
    return push.call(this, chunk, encoding);
  };
}
