const unread = new WeakSet<NodeJS.WritableStream>();

/**
 * Writes to stdout or stderr. Where nobody reads it any more (the reader of a pipe has ended) the text is lost, as that
 * of `console.log` is: without this the stream's error would be an uncaught exception of the app's.
 */
export function print(stream: NodeJS.WritableStream, text: string | Uint8Array): void {
  stream.write(text, (error) => {
    if (!error || unread.has(stream)) return;
    unread.add(stream);
    // The event comes after the callback, and again for each text that is on its way.
    stream.on('error', () => {});
  });
}
