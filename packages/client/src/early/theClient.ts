import type { Client } from '../Client.js';

let made: Client;

/** The client, for the early part's own code, all of which runs for one that has been made. */
export const theClient = () => made;

export function setClient(client: Client): void {
  made = client;
}
