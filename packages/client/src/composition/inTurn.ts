import type { Client } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { quietly } from '../process/quietly.js';

/** A piece of what a composition does when it arrives. */
export type Step = (client: Client, given: ClientOptions) => void;

/**
 * Runs each step in a task of its own, so that a visitor's click or a frame waits for one of them at most. What happens
 * between two is in the early buffer, or in the exporter after the first. A step that throws does not keep the next from it.
 */
export function inTurn(client: Client, given: ClientOptions, steps: readonly Step[]): void {
  for (const step of steps) setTimeout(() => quietly(() => step(client, given)));
}
