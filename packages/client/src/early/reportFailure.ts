import type { Client } from '../Client.js';
import type { ErrorSource } from '../capture/errors/reportUncaught.js';
import type { LogAttributes } from '../process/cleanAttributes.js';
import { adopter } from '../process/currentParent.js';

/** Reports an error, and the active span or the page's as failed. */
export function reportFailure(
  client: Client,
  value: unknown,
  source: ErrorSource,
  attributes?: LogAttributes,
): void {
  client.reportError(value, source, attributes, client.active?.span ?? adopter(client.page));
}
