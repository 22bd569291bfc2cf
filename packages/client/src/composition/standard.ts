import type { Client } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { inTurn } from './inTurn.js';
import { loadTracers, provideTracers } from './loadStandardTracers.js';
import { startCaptures } from './startCaptures.js';
import { takeOverExport } from './takeOverExport.js';

/**
 * The standard composition: from here on OpenTelemetry's `WebTracerProvider` makes all spans, those of requests
 * through `instrumentation-fetch`. What started before ends as it started.
 */
export function takeOver(client: Client, given: ClientOptions): void {
  inTurn(client, given, [takeOverExport, startCaptures, loadTracers, provideTracers]);
}
