import { quietly } from './quietly.js';

/** Listens on the window, at the top of every event's way. What `run` throws is no fault of the app's. */
export function listen<K extends keyof WindowEventMap>(
  type: K,
  run: (event: WindowEventMap[K]) => void,
  capture = false,
): void {
  window.addEventListener(type, (event) => void quietly(() => run(event)), capture);
}
