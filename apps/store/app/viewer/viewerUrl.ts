import { ENV_VIEWER_URL } from '@throughline/semconv';

/** The viewer's address from the environment, or undefined where it is unset or not an http(s) URL. */
export function viewerUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const value = environment[ENV_VIEWER_URL];
  if (!value || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}
