import { serviceHue } from '../model/serviceHue.js';
import { serviceShape } from '../model/serviceShape.js';

/** A service with its colour. */
export function ServiceName({ service }: { service: { name: string; browser: boolean } }) {
  return (
    <span className="service" data-hue={serviceHue(service)}>
      <span className="service-dot" data-shape={serviceShape(service)} aria-hidden="true" />
      <span className="service-label">{service.name}</span>
    </span>
  );
}
