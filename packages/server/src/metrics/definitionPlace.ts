/** Where the code is that called into this package: `file:line:column` of the first frame outside of it. */
export function definitionPlace(stack = new Error().stack ?? ''): string {
  const frames = stack.split('\n').slice(1);
  const outside = frames.find(
    (frame) => !/[\\/](?:server[\\/](?:dist|src)[\\/]metrics|prom-client)[\\/](?!.*\.test\.)/.test(frame),
  );
  return (
    /\(?((?:file:\/\/|\/|[A-Z]:\\|\S+?[\\/])\S*?:\d+:\d+)\)?$/.exec(outside ?? '')?.[1] ?? 'an unknown place'
  );
}
