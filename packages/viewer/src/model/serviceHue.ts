import { hashName } from './hashName.js';

/** Colours of services, in the order of `tokens.css`; the browser's is its own and never shared. */
export const SERVICE_HUES = ['amber', 'graphite', 'violet', 'teal', 'sky', 'olive', 'mauve'] as const;
export type ServiceHue = (typeof SERVICE_HUES)[number] | 'browser';

/**
 * The colour of a service: stable by name in every view and every session, so that a reader learns it.
 * Seven colours are fewer than
 * services can be: `serviceShape` and the name tell those of one colour apart.
 */
export function serviceHue(service: { name: string; browser: boolean }): ServiceHue {
  if (service.browser) return 'browser';
  const hash = hashName(service.name);
  return SERVICE_HUES[((hash ^ (hash >>> 15)) >>> 0) % SERVICE_HUES.length] ?? 'graphite';
}
