import { ENV_NEXT_DIST_DIR } from '@throughline/semconv';

/**
 * Next's build folder, as a rule relative to the app's: `withThroughline` says it, or, in `output: 'standalone'`, the
 * configuration that Next built in.
 */
export function nextDistDir(): string {
  const { [ENV_NEXT_DIST_DIR]: given, __NEXT_PRIVATE_STANDALONE_CONFIG: standalone } = process.env;
  if (given) return given;
  const config: unknown = standalone ? JSON.parse(standalone) : undefined;
  const configured = typeof config === 'object' && config !== null && 'distDir' in config && config.distDir;
  return typeof configured === 'string' ? configured : '.next';
}
