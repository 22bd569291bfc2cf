import { randomUUID } from 'node:crypto';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_INSTANCE_ID,
  ATTR_SERVICE_NAME,
  ATTR_TELEMETRY_SDK_LANGUAGE,
  SDK_LANGUAGE_NODE,
} from '@throughline/semconv';
import type { Configuration } from '../config/Configuration.js';

/** Who this process is, on each span. */
export function createResource(configuration: Configuration): Resource {
  const { serviceName, environment, resourceAttributes, provider } = configuration;
  return resourceFromAttributes({
    [ATTR_SERVICE_INSTANCE_ID]: randomUUID(),
    // Semantic conventions for resources: "opentelemetry" is for its own SDK alone.
    'telemetry.sdk.name': provider === 'sdk' ? 'opentelemetry' : '@throughline/server',
    [ATTR_TELEMETRY_SDK_LANGUAGE]: SDK_LANGUAGE_NODE,
    'process.pid': process.pid,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': process.versions.node,
    ...resourceAttributes,
    [ATTR_SERVICE_NAME]: serviceName,
    [ATTR_DEPLOYMENT_ENVIRONMENT_NAME]: environment,
  });
}
