import { ENV_NEXT_BASE_PATH, ENV_NEXT_DIST_DIR } from '@throughline/semconv';

/** Next's build folder, as a rule relative to the app's. */
export function nextDistDir(): string {
  return process.env[ENV_NEXT_DIST_DIR] || builtIn('distDir') || '.next';
}

/** The path that the whole app is below, without a slash at its end; empty for none. */
export function nextBasePath(): string {
  return process.env[ENV_NEXT_BASE_PATH] || builtIn('basePath') || '';
}

/** `withThroughline` says a setting in the environment; in `output: 'standalone'` Next built its configuration in. */
function builtIn(name: string): string | undefined {
  const standalone = process.env.__NEXT_PRIVATE_STANDALONE_CONFIG;
  const config: unknown = standalone ? JSON.parse(standalone) : undefined;
  const value = typeof config === 'object' && config !== null ? Reflect.get(config, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
