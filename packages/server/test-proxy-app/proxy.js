import { NextResponse } from 'next/server';

export const config = {
  matcher: [
    '/',
    '/items/:path*',
    '/fail',
    '/gone',
    '/moved',
    '/answered',
    '/throws',
    '/old/:path*',
    '/api/telemetry/:path*',
  ],
};

export function proxy(request) {
  switch (request.nextUrl.pathname) {
    case '/moved':
      return NextResponse.redirect(new URL('/items/7', request.url));
    case '/answered':
      return NextResponse.json({ by: 'the proxy' }, { status: 403 });
    case '/throws':
      throw new Error('the proxy broke');
    default:
      return NextResponse.next();
  }
}
