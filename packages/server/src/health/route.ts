/** Route handler of liveness: the process answers. Needs no token and reveals nothing else. */
export function GET(_request?: Request): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
