import { ENV_VIEWER_URL } from '@throughline/semconv';

/** What the viewer's list is to show. */
export interface Wanted {
  /** Text in a span of the trace. */
  readonly q?: string | undefined;
  readonly errors?: boolean;
}

/** The viewer's address from the environment, or undefined where it is unset or not an http(s) URL. */
export function viewerUrl(
  environment: Readonly<Record<string, string | undefined>>,
  { q, errors }: Wanted = {},
): string | undefined {
  const value = environment[ENV_VIEWER_URL];
  if (!value || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (q) url.searchParams.set('q', q);
  if (errors) url.searchParams.set('errors', '1');
  return url.href;
}
