import { hashName } from './hashName.js';

export const SERVICE_SHAPES = ['square', 'round', 'diamond', 'ring'] as const;
export type ServiceShape = (typeof SERVICE_SHAPES)[number];

/** The shape of a service's mark: stable by name, and apart from its colour, for services that share one.
 * A browser is always square. */
export function serviceShape(service: { name: string; browser: boolean }): ServiceShape {
  if (service.browser) return 'square';
  return SERVICE_SHAPES[(hashName(service.name) >>> 9) % SERVICE_SHAPES.length] ?? 'square';
}
