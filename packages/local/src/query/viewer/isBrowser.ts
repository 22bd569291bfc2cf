import { ATTR_TELEMETRY_SDK_LANGUAGE, SDK_LANGUAGE_BROWSER } from '@throughline/semconv';
import type { Source, StoredResource } from '../StoredSpan.js';
import { readResources } from '../StoredSpan.js';

/** Whether spans of this resource come from a web page. */
export function isBrowser(resource: StoredResource | undefined): boolean {
  return (
    resource?.attributes.some(
      ({ key, value }) => key === ATTR_TELEMETRY_SDK_LANGUAGE && value?.stringValue === SDK_LANGUAGE_BROWSER,
    ) ?? false
  );
}

/** All services that spans came from, by name. */
export async function listViewerServices(source: Source): Promise<{ name: string; browser: boolean }[]> {
  const services = new Map<string, boolean>();
  for (const resource of (await readResources(source)).values()) {
    services.set(resource.name, isBrowser(resource) || (services.get(resource.name) ?? false));
  }
  return [...services]
    .map(([name, browser]) => ({ name, browser }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
