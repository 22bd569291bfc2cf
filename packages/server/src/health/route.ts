import { isReady } from './isReady.js';

/**
 * Route handler of `/api/health` (the process answers) and `/api/health/ready` (all checks of `healthCheck` pass; 503
 * when not, and once the process was asked to end). Needs no token and says nothing else.
 */
export async function GET(request: Request): Promise<Response> {
  const asksReady = /\/ready\/?$/.test(new URL(request.url).pathname);
  const ok = !asksReady || (await isReady());
  return Response.json(
    { status: ok ? 'ok' : 'unavailable' },
    { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
