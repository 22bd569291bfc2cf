import type { Client } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { inTurn } from './inTurn.js';
import { loadTracers, provideTracers } from './loadLightTracers.js';
import { startCaptures } from './startCaptures.js';
import { takeOverExport } from './takeOverExport.js';

/**
 * The light composition: the early part's own spans and `fetch` patch stay, and OpenTelemetry's provider joins
 * them for `trace.getTracer()` and third-party instrumentations.
 */
export function takeOver(client: Client, given: ClientOptions): void {
  inTurn(client, given, [takeOverExport, startCaptures, loadTracers, provideTracers]);
}
