import { withThroughline } from '@throughline/server/next';
import type { NextConfig } from 'next';

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
  // No script-src: Next's inline bootstrap would need a nonce, and with it no page could be static.
  { key: 'Content-Security-Policy', value: "base-uri 'self'; object-src 'none'; frame-ancestors 'none'" },
];

/** For an image (infra/images/Dockerfile): what the server needs and no more, and it writes nothing to disk. */
const STANDALONE: NextConfig = {
  output: 'standalone',
  experimental: { isrFlushToDisk: false },
  // The shop has no picture that sharp would have to scale.
  outputFileTracingExcludes: { '*': ['../../node_modules/@img/**', '../../node_modules/sharp/**'] },
};

const config: NextConfig = {
  ...(process.env.STORE_OUTPUT === 'standalone' ? STANDALONE : {}),
  poweredByHeader: false,
  // An instrumentation patches what is loaded from node_modules: neither it nor its target may be bundled.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', '@opentelemetry/instrumentation-pg'],
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: '/art/:file*', headers: [{ key: 'Cache-Control', value: 'public, max-age=3600' }] },
  ],
};

export default withThroughline(config);
