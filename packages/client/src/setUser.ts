import { currentClient } from './Client.js';
import { quietly } from './process/quietly.js';

const MAX_LENGTH = 128;

/**
 * Puts an id of the visitor on all that is recorded from here on (`enduser.pseudo.id`); `undefined` takes it off. Give
 * an opaque one, as a row's number or a hash: what looks like a mail address is refused, with a line on the console.
 * It is not stored: call it on each page. Never throws; does nothing on a server, and before `init`.
 */
export function setUser(opaqueId: string | undefined): void {
  quietly(() => {
    const client = currentClient();
    if (!client) return;
    const isOpaque =
      typeof opaqueId === 'string' && /^[^@\s]+$/.test(opaqueId) && opaqueId.length <= MAX_LENGTH;
    if (opaqueId !== undefined && !isOpaque)
      console.error(
        `[throughline] setUser takes an opaque id of at most ${MAX_LENGTH} characters, no address or name.`,
      );
    client.userId = isOpaque ? opaqueId : undefined;
  });
}
